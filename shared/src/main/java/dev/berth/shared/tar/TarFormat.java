package dev.berth.shared.tar;

import java.util.List;

/** The formats of a tar header that Go tells apart, by their magic. */
enum TarFormat {
    /** The oldest: no prefix, no device numbers. */
    V7(List.of()),
    USTAR(List.of(TarField.DEV_MAJOR, TarField.DEV_MINOR)),
    STAR(List.of(TarField.DEV_MAJOR, TarField.DEV_MINOR, TarField.STAR_ATIME, TarField.STAR_CTIME)),
    GNU(List.of(TarField.DEV_MAJOR, TarField.DEV_MINOR));

    static final String USTAR_MAGIC = "ustar\0";

    private static final byte[] USTAR_BYTES = {'u', 's', 't', 'a', 'r', 0};
    private static final byte[] STAR_BYTES = {'t', 'a', 'r', 0};
    private static final byte[] GNU_BYTES = {'u', 's', 't', 'a', 'r', ' '};
    private static final byte[] GNU_VERSION = {' ', 0};

    private static final List<TarField> NUMBERS =
            List.of(TarField.MODE, TarField.UID, TarField.GID, TarField.SIZE, TarField.MTIME);

    private final List<TarField> moreNumbers;

    TarFormat(List<TarField> moreNumbers) {
        this.moreNumbers = moreNumbers;
    }

    static TarFormat of(byte[] block) {
        if (TarField.MAGIC.equals(block, USTAR_BYTES)) {
            return TarField.STAR_TRAILER.equals(block, STAR_BYTES) ? STAR : USTAR;
        }
        boolean isGnu =
                TarField.MAGIC.equals(block, GNU_BYTES)
                        && TarField.VERSION.equals(block, GNU_VERSION);
        return isGnu ? GNU : V7;
    }

    /** Throws unless all of a header's numbers are numbers. */
    void checkNumbers(byte[] block) throws TarException {
        for (TarField field : NUMBERS) {
            field.require(block);
        }
        for (TarField field : moreNumbers) {
            field.require(block);
        }
    }

    /** Returns where the front part of a long name is. */
    TarField prefixField() {
        return this == STAR ? TarField.STAR_PREFIX : TarField.PREFIX;
    }

    /** Returns the front part of the name, or an empty text. */
    String prefix(byte[] block) {
        return switch (this) {
            case V7 -> "";
            case USTAR, STAR -> prefixField().text(block);
            case GNU -> prefixOfOldGo(block);
        };
    }

    /** GNU has two times there; Go before 1.8 wrote a prefix, and is believed if they are none. */
    private static String prefixOfOldGo(byte[] block) {
        if (isTime(TarField.GNU_ATIME, block) && isTime(TarField.GNU_CTIME, block)) {
            return "";
        }
        String prefix = TarField.PREFIX.text(block);
        return prefix.chars().allMatch(c -> c < 0x80) ? prefix : "";
    }

    private static boolean isTime(TarField field, byte[] block) {
        return field.first(block) == 0 || field.number(block).isPresent();
    }
}
