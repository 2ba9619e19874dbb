package dev.berth.core.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The records of a pax extended header, values as the bytes they are (Latin-1). */
final class PaxRecords {
    private final Map<String, String> records = new LinkedHashMap<>();

    static PaxRecords parse(byte[] data) throws IOException {
        PaxRecords pax = new PaxRecords();
        String text = new String(data, StandardCharsets.ISO_8859_1);
        for (int at = 0; at < text.length(); ) {
            int blank = text.indexOf(' ', at);
            int length = blank < 0 ? -1 : length(text.substring(at, blank));
            int end = at + length;
            int equals = blank < 0 ? -1 : text.indexOf('=', blank);
            if (length <= 0 || end > text.length() || equals < 0 || equals >= end) {
                throw new IOException("archive/tar: invalid tar header");
            }
            pax.records.put(text.substring(blank + 1, equals), text.substring(equals + 1, end - 1));
            at = end;
        }
        return pax;
    }

    private static int length(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    String get(String key) {
        return records.get(key);
    }

    void replace(String key, String value) {
        records.replace(key, value);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach((key, value) -> out.writeBytes(record(key, value)));
        return out.toByteArray();
    }

    /** A record begins with its own length, which counts the digits of that length too. */
    private static byte[] record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.length();
        while (length != rest.length() + Integer.toString(length).length()) {
            length = rest.length() + Integer.toString(length).length();
        }
        return (length + rest).getBytes(StandardCharsets.ISO_8859_1);
    }
}
