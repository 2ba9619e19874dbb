package dev.berth.shared.tar;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the extension records of a file with holes say of it, in GNU's formats 0.0, 0.1 and 1.0.
 *
 * @param name the file's name, which the other records then do not have
 * @param size its size with the holes filled; nothing where the header says it
 */
record SparseRecords(Optional<String> name, OptionalLong size) {
    static final String PREFIX = "GNU.sparse.";

    private static final String OFFSET = PREFIX + "offset";
    private static final String LENGTH = PREFIX + "numbytes";
    private static final Set<String> VERSIONS = Set.of("0.0", "0.1", "1.0");

    /** Returns nothing if the file has no holes. */
    static Optional<SparseRecords> of(PaxRecords records) throws TarException {
        String version = records.get(PREFIX + "major") + "." + records.get(PREFIX + "minor");
        if (!VERSIONS.contains(version) && !(version.equals(".") && hasMap(records))) {
            return Optional.empty();
        }
        String name = records.get(PREFIX + "name");
        OptionalLong size = records.size(PREFIX + "size");
        return Optional.of(
                new SparseRecords(
                        name.isEmpty() ? Optional.empty() : Optional.of(name),
                        size.isPresent() ? size : records.size(PREFIX + "realsize")));
    }

    /** Format 0.0 has two records for each piece of data: where it begins and how long it is. */
    static void checkOldMap(PaxRecords records) throws TarException {
        boolean isOffsetNext = true;
        for (PaxRecord record : records.list()) {
            if (isOfOldMap(record)) {
                if (record.hasKey(OFFSET) != isOffsetNext || record.valueText().contains(",")) {
                    throw PaxRecord.broken();
                }
                isOffsetNext = !isOffsetNext;
            }
        }
    }

    /**
     * Returns whether there is a map: Go joins the pieces of an old one with commas, and takes an
     * empty text for none.
     */
    private static boolean hasMap(PaxRecords records) {
        List<PaxRecord> old = records.list().stream().filter(SparseRecords::isOfOldMap).toList();
        return switch (old.size()) {
            case 0 -> !records.get(PREFIX + "map").isEmpty();
            case 1 -> old.get(0).valueLength() > 0;
            default -> true;
        };
    }

    private static boolean isOfOldMap(PaxRecord record) {
        return record.hasKey(OFFSET) || record.hasKey(LENGTH);
    }
}
