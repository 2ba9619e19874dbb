package dev.berth.shared.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * One record of a POSIX extended header, {@code LENGTH KEY=VALUE} and a line's end, left in the
 * bytes it was read from: 200 000 of them may stand in a megabyte.
 *
 * @param bytes the record's, among others
 * @param start where the record begins
 * @param key where its key begins
 * @param value where its value begins
 * @param end where the next record begins
 */
record PaxRecord(byte[] bytes, int start, int key, int value, int end) {
    /** A zero in one of these would end it for some readers and not for others. */
    private static final Set<String> TEXTS = Set.of("path", "linkpath", "uname", "gname");

    static PaxRecord of(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        byte[] bytes = (withOwnDigits(rest.length()) + rest).getBytes(StandardCharsets.ISO_8859_1);
        int valueAt = bytes.length - 1 - value.length();
        return new PaxRecord(bytes, 0, valueAt - 1 - key.length(), valueAt, bytes.length);
    }

    /** A record's length counts its own digits. */
    private static int withOwnDigits(int rest) {
        int length = rest + Integer.toString(rest).length();
        return rest + Integer.toString(length).length();
    }

    /** Reads the record that begins there. */
    static PaxRecord parse(byte[] bytes, int start) throws TarException {
        int blank = indexOf(bytes, ' ', start, bytes.length);
        int length = length(text(bytes, start, blank));
        if (length > bytes.length - start || start + length <= blank) {
            throw broken();
        }
        int end = start + length;
        int equals = indexOf(bytes, '=', blank, end);
        PaxRecord record = new PaxRecord(bytes, start, blank + 1, equals + 1, end);
        if (bytes[end - 1] != '\n' || equals == blank + 1 || record.hasZero()) {
            throw broken();
        }
        return record;
    }

    private static int length(String digits) throws TarException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw broken();
        }
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) throws TarException {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw broken();
    }

    private boolean hasZero() {
        return (TEXTS.contains(keyText()) ? valueText() : keyText()).indexOf('\0') >= 0;
    }

    static TarException broken() {
        return TarException.damaged("it has a broken extension record");
    }

    boolean hasKey(String text) {
        return value - 1 - key == text.length() && hasKeyWith(text);
    }

    boolean hasKeyWith(String prefix) {
        int end = key + prefix.length();
        return end < value
                && Arrays.equals(
                        bytes,
                        key,
                        end,
                        prefix.getBytes(StandardCharsets.ISO_8859_1),
                        0,
                        prefix.length());
    }

    String keyText() {
        return text(bytes, key, value - 1);
    }

    String valueText() {
        return text(bytes, value, end - 1);
    }

    int valueLength() {
        return end - 1 - value;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
