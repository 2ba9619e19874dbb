package dev.berth.shared.tar;

/** Writes a tar header block: a new one in POSIX's ustar format, or fields of one that was read. */
public final class TarHeaderBuilder {
    private final byte[] block;

    private TarHeaderBuilder(byte[] block) {
        this.block = block;
    }

    /** Begins a header that is the same whoever writes it and when: owner and time are 0. */
    public static TarHeaderBuilder of(char type, String name) {
        TarHeaderBuilder header = new TarHeaderBuilder(new byte[TarHeader.BLOCK]);
        TarField.NAME.put(header.block, name);
        header.mode(0644);
        header.octal(TarField.UID, 0);
        header.octal(TarField.GID, 0);
        header.size(0);
        header.octal(TarField.MTIME, 0);
        TarField.TYPE.put(header.block, Character.toString(type));
        TarField.MAGIC.put(header.block, TarFormat.USTAR_MAGIC);
        TarField.VERSION.put(header.block, "00");
        return header;
    }

    /** Begins with a header as it is, down to its unused bytes. */
    public static TarHeaderBuilder of(TarHeader header) {
        return new TarHeaderBuilder(header.bytes());
    }

    /** Puts permissions in. */
    public TarHeaderBuilder mode(int mode) {
        return octal(TarField.MODE, mode);
    }

    /** Puts a size in. */
    public TarHeaderBuilder size(long size) {
        return octal(TarField.SIZE, size);
    }

    /** Puts in what a link leads to. */
    public TarHeaderBuilder link(String link) {
        TarField.LINK.put(block, link);
        return this;
    }

    /** Returns the header with its checksum. */
    public TarHeader build() throws TarException {
        TarField.CHECKSUM.put(block, "000000\0 ");
        TarField.CHECKSUM.putDigits(block, TarHeader.unsignedSum(block), 6);
        return TarHeader.parse(block.clone());
    }

    private TarHeaderBuilder octal(TarField field, long value) {
        field.put(block, "");
        field.putDigits(block, value, field.length() - 1);
        return this;
    }

    /**
     * Returns a header whose name is the end of what it was: a front part is taken off.
     *
     * @throws TarException if the header's format has no way to say it
     */
    public static TarHeader shortened(TarHeader header, String name) throws TarException {
        if (name.equals(header.name())) {
            return header;
        }
        TarHeaderBuilder shorter = of(header);
        String prefix = "";
        if (name.length() <= TarField.NAME.length()) {
            TarField.NAME.put(shorter.block, name);
        } else {
            // What is left splits where it did before.
            int split = name.length() - TarField.NAME.text(shorter.block).length() - 1;
            prefix = name.substring(0, Math.max(0, split));
        }
        if (!header.prefix().isEmpty()) {
            header.prefixField().put(shorter.block, prefix);
        }
        TarHeader built = shorter.build();
        if (!built.name().equals(name)) {
            throw TarException.damaged("its entry %s cannot be renamed".formatted(header.name()));
        }
        return built;
    }
}
