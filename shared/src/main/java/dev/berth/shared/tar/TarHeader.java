package dev.berth.shared.tar;

import java.util.Arrays;

/**
 * A header block of a tar archive, read to the letter as Go's {@code archive/tar} reads it. Texts
 * have one character a byte, as they need not be UTF-8.
 */
public final class TarHeader {
    /** The size of a block in bytes. */
    public static final int BLOCK = 512;

    private static final byte[] ZEROS = new byte[BLOCK];
    private static final int PERMISSIONS = 07777;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_END = 156;
    private static final int CHECKSUM_AS_BLANKS = (CHECKSUM_END - CHECKSUM_AT) * ' ';

    private final byte[] block;
    private final TarFormat format;
    private final long size;

    private TarHeader(byte[] block) throws TarException {
        this.block = block;
        format = TarFormat.of(block);
        format.checkNumbers(block);
        size = TarField.SIZE.require(block);
        if (size < 0) {
            throw TarField.unfit();
        }
    }

    /** Takes a block, which is not copied. */
    static TarHeader parse(byte[] block) throws TarException {
        long sum = TarField.CHECKSUM.number(block).orElse(-1);
        int signed = signedSum(block);
        if (sum != signed && sum != unsignedSum(block, signed)) {
            throw TarException.noHeader();
        }
        return new TarHeader(block);
    }

    static boolean isEmpty(byte[] block) {
        return Arrays.equals(block, ZEROS);
    }

    /** Returns the sum as Sun's tar made it, of bytes with a sign. */
    private static int signedSum(byte[] block) {
        int sum = CHECKSUM_AS_BLANKS;
        for (int i = 0; i < CHECKSUM_AT; i++) {
            sum += block[i];
        }
        for (int i = CHECKSUM_END; i < BLOCK; i++) {
            sum += block[i];
        }
        return sum;
    }

    /** Returns POSIX's sum. */
    static int unsignedSum(byte[] block) {
        return unsignedSum(block, signedSum(block));
    }

    private static int unsignedSum(byte[] block, int signedSum) {
        int sum = signedSum;
        for (int i = 0; i < BLOCK; i++) {
            sum += block[i] < 0 && (i < CHECKSUM_AT || i >= CHECKSUM_END) ? 256 : 0;
        }
        return sum;
    }

    /** Returns the type flag; 0 for a file in the oldest archives. */
    public char type() {
        return (char) (TarField.TYPE.first(block) & 0xff);
    }

    /** Returns the name, with its prefix. */
    public String name() {
        String name = TarField.NAME.text(block);
        String prefix = prefix();
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String prefix() {
        return format.prefix(block);
    }

    TarField prefixField() {
        return format.prefixField();
    }

    /** Returns what a link leads to. */
    public String link() {
        return TarField.LINK.text(block);
    }

    /** Returns the size in bytes of what follows, as far as its type has content. */
    public long size() {
        return size;
    }

    /** Returns the permissions, with the bits for setuid, setgid and sticky. */
    public int permissions() {
        return (int) numberOf(TarField.MODE) & PERMISSIONS;
    }

    long numberOf(TarField field) {
        return field.number(block).orElse(0);
    }

    /** Returns a copy of the block. */
    public byte[] bytes() {
        return block.clone();
    }
}
