package dev.berth.shared.tar;

import java.util.Optional;

/**
 * The extensions that stood before an entry, the last one of each kind.
 *
 * @param pax POSIX's extended header
 * @param longName GNU's long name
 * @param longLink GNU's long link
 * @param records those of the extended header
 */
public record TarExtensions(
        Optional<TarExtension> pax,
        Optional<TarExtension> longName,
        Optional<TarExtension> longLink,
        PaxRecords records) {

    static final TarExtensions NONE =
            new TarExtensions(
                    Optional.empty(), Optional.empty(), Optional.empty(), PaxRecords.NONE);

    private static final char PAX = 'x';
    private static final char PAX_FOR_ALL = 'g';
    private static final char GNU_NAME = 'L';
    private static final char GNU_LINK = 'K';

    static boolean isExtension(TarHeader header) {
        return switch (header.type()) {
            case PAX, PAX_FOR_ALL, GNU_NAME, GNU_LINK -> true;
            default -> false;
        };
    }

    /** Returns these and one more. After a header for all entries there are none, as for Go. */
    TarExtensions and(TarExtension next) throws TarException {
        Optional<TarExtension> one = Optional.of(next);
        return switch (next.header().type()) {
            case PAX -> new TarExtensions(one, longName, longLink, parse(next));
            case GNU_NAME -> new TarExtensions(pax, one, longLink, records);
            case GNU_LINK -> new TarExtensions(pax, longName, one, records);
            default -> {
                parse(next);
                yield NONE;
            }
        };
    }

    private static PaxRecords parse(TarExtension pax) throws TarException {
        PaxRecords records = PaxRecords.parse(pax.content());
        SparseRecords.checkOldMap(records);
        return records;
    }

    String nameOr(String plain) {
        return firstOf(longName, "path", plain);
    }

    String linkOr(String plain) {
        return firstOf(longLink, "linkpath", plain);
    }

    private String firstOf(Optional<TarExtension> gnu, String key, String plain) {
        String text = gnu.map(TarExtension::text).orElse("");
        if (!text.isEmpty()) {
            return text;
        }
        String record = records.get(key);
        return record.isEmpty() ? plain : record;
    }
}
