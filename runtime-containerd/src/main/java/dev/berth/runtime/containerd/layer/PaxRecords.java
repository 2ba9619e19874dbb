package dev.berth.runtime.containerd.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The POSIX extension records of a tar entry: {@code LENGTH KEY=VALUE}, each with a line's end. */
final class PaxRecords {
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
            String key = new String(content, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
            records.put(key, Arrays.copyOfRange(content, equals + 1, end - 1));
            at = end;
        }
        return records;
    }

    static byte[] format(Map<String, byte[]> records) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        records.forEach(
                (key, value) -> {
                    byte[] start = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
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

    private static IOException broken() {
        return new IOException("a broken extension record");
    }
}
