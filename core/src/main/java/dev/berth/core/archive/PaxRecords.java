package dev.berth.core.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The records of a pax extended header, values as the bytes they are (Latin-1). */
final class PaxRecords {
    /** One after the other, for a key may come several times: old sparse maps are written so. */
    private final List<Map.Entry<String, String>> records = new ArrayList<>();

    static PaxRecords parse(byte[] data) {
        PaxRecords pax = new PaxRecords();
        String text = new String(data, StandardCharsets.ISO_8859_1);
        for (int at = 0; at < text.length(); ) {
            int blank = text.indexOf(' ', at);
            int length = blank < 0 ? -1 : length(text.substring(at, blank));
            int end = at + length;
            int equals = blank < 0 ? -1 : text.indexOf('=', blank);
            boolean whole = length > 0 && end <= text.length() && equals >= 0 && equals < end - 1;
            if (!whole || text.charAt(end - 1) != '\n') {
                throw TarHeader.invalid();
            }
            pax.records.add(
                    Map.entry(
                            text.substring(blank + 1, equals),
                            text.substring(equals + 1, end - 1)));
            at = end;
        }
        return pax;
    }

    private static int length(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    /** Returns the last value of a key, or null. */
    String get(String key) {
        String found = null;
        for (Map.Entry<String, String> record : records) {
            found = record.getKey().equals(key) ? record.getValue() : found;
        }
        return found;
    }

    void replace(String key, UnaryOperator<String> change) {
        records.replaceAll(
                record ->
                        record.getKey().equals(key)
                                ? Map.entry(key, change.apply(record.getValue()))
                                : record);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach(record -> out.writeBytes(record(record.getKey(), record.getValue())));
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
