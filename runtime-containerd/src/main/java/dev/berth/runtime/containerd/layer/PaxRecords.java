package dev.berth.runtime.containerd.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The POSIX extension records of a tar entry: {@code LENGTH KEY=VALUE}, each with a line's end. */
final class PaxRecords {
    /** A zero in one of these would end it for some readers and not for others. */
    private static final Set<String> TEXTS = Set.of("path", "linkpath", "uname", "gname");

    private PaxRecords() {}

    static Map<String, byte[]> parse(byte[] content) throws IOException {
        Map<String, byte[]> records = new HashMap<>();
        int at = 0;
        while (at < content.length) {
            int blank = indexOf(content, ' ', at, content.length);
            int end = at + length(content, at, blank);
            if (end > content.length || end <= blank || content[end - 1] != '\n') {
                throw broken();
            }
            int equals = indexOf(content, '=', blank, end);
            String key = new String(content, blank + 1, equals - blank - 1, UTF_8);
            byte[] value = Arrays.copyOfRange(content, equals + 1, end - 1);
            if (key.isEmpty() || hasZero(TEXTS.contains(key) ? value : key.getBytes(UTF_8))) {
                throw broken();
            }
            records.put(key, value);
            at = end;
        }
        return records;
    }

    /** Reads a number that is not negative; an empty text is none. */
    static OptionalLong number(String digits) throws IOException {
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(digits);
            if (number >= 0) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            throw new IOException("it has an extension record without a number: " + digits, e);
        }
        throw new IOException("it has an extension record with a negative number: " + digits);
    }

    static byte[] format(Map<String, byte[]> records) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        records.forEach(
                (key, value) -> {
                    byte[] start = (" " + key + "=").getBytes(UTF_8);
                    int rest = start.length + value.length + 1;
                    content.writeBytes(
                            Integer.toString(withOwnDigits(rest))
                                    .getBytes(StandardCharsets.US_ASCII));
                    content.writeBytes(start);
                    content.writeBytes(value);
                    content.write('\n');
                });
        return content.toByteArray();
    }

    /** A record's length counts its own digits. */
    private static int withOwnDigits(int rest) {
        int length = rest + Integer.toString(rest).length();
        return rest + Integer.toString(length).length();
    }

    private static int length(byte[] content, int at, int end) throws IOException {
        try {
            int length =
                    Integer.parseInt(new String(content, at, end - at, StandardCharsets.US_ASCII));
            if (length > content.length) {
                throw broken();
            }
            return length;
        } catch (NumberFormatException e) {
            throw broken();
        }
    }

    private static int indexOf(byte[] content, char wanted, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        throw broken();
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static IOException broken() {
        return new IOException("it has a broken extension record");
    }
}
