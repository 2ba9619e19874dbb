package dev.berth.shared.tar;

import java.util.List;
import java.util.Optional;

/**
 * An entry of a tar archive: its header and the extensions before it, read together. Name and link
 * have one character a byte, as they need not be UTF-8.
 *
 * @param name the whole name
 * @param link what it leads to, if it is a link
 * @param contentSize how many bytes of content follow in the archive
 * @param size the bytes of the file once it is unpacked, its holes filled
 */
public record TarEntry(
        TarHeader header,
        TarExtensions extensions,
        String name,
        String link,
        long contentSize,
        long size) {

    private static final char HARD_LINK = '1';
    private static final char SYMBOLIC_LINK = '2';
    private static final char FOLDER = '5';
    private static final char PIPE = '6';
    private static final char OLD_SPARSE = 'S';

    private static final List<String> NUMBERS = List.of("uid", "gid");
    private static final List<String> TIMES = List.of("atime", "mtime", "ctime");

    static TarEntry of(TarHeader header, TarExtensions extensions) throws TarException {
        PaxRecords records = extensions.records();
        Optional<SparseRecords> sparse = check(records);
        String name = sparse.flatMap(SparseRecords::name).orElse(extensions.nameOr(header.name()));
        long said = records.size("size").orElse(header.size());
        boolean hasContent = header.type() < HARD_LINK || header.type() > PIPE;
        if (header.type() == 0 && name.endsWith("/") && said > 0) {
            throw TarException.damaged("its entry %s is a folder with content".formatted(name));
        }
        if (sparse.isPresent() && !hasContent) {
            throw TarException.damaged("its entry %s has holes, but is no file".formatted(name));
        }
        if (said > Long.MAX_VALUE - TarHeader.BLOCK) {
            throw TarField.unfit();
        }
        long stored = hasContent ? said : 0;
        long size = sparse.isPresent() ? sparse.get().size().orElse(stored) : stored;
        return new TarEntry(
                header,
                extensions,
                name,
                extensions.linkOr(header.link()),
                stored,
                Math.max(stored, size));
    }

    /** Throws if a record is not what Go takes, also where nobody here asks for its value. */
    private static Optional<SparseRecords> check(PaxRecords records) throws TarException {
        if (records.list().isEmpty()) {
            return Optional.empty();
        }
        for (String key : NUMBERS) {
            records.number(key);
        }
        for (String key : TIMES) {
            records.checkTime(key);
        }
        return SparseRecords.of(records);
    }

    /** Returns the type flag; 0 for a file in the oldest archives. */
    public char type() {
        return header.type();
    }

    /** Returns the records of the POSIX extended header before it. */
    public PaxRecords records() {
        return extensions.records();
    }

    /** Returns the number of the user who owns it. */
    public long uid() {
        return number("uid", TarField.UID);
    }

    /** Returns the number of the group that owns it. */
    public long gid() {
        return number("gid", TarField.GID);
    }

    /** Returns when its content was last changed, of any sign and size. */
    public TarTime modified() {
        return TarTime.of(records().get("mtime"))
                .orElseGet(() -> new TarTime(header.numberOf(TarField.MTIME), 0));
    }

    /** The records were checked when the entry was made. */
    private long number(String key, TarField field) {
        String digits = records().get(key);
        return digits.isEmpty() ? header.numberOf(field) : Long.parseLong(digits);
    }

    /** Returns whether it is one more name of a file. */
    public boolean isHardLink() {
        return type() == HARD_LINK;
    }

    /** Returns whether it is a symbolic link. */
    public boolean isSymbolicLink() {
        return type() == SYMBOLIC_LINK;
    }

    /**
     * Returns whether it is a folder: before there were types, one whose name ends with a slash.
     */
    public boolean isFolder() {
        return type() == FOLDER || type() == 0 && name.endsWith("/");
    }

    /** Returns whether it is in GNU's old form for files with holes, whose content is not read. */
    public boolean isOldSparse() {
        return type() == OLD_SPARSE;
    }

    /** Returns whether it says that it has holes, in any form, also in one that is not known. */
    public boolean isSparse() {
        return isOldSparse() || records().hasKeyWith(SparseRecords.PREFIX);
    }
}
