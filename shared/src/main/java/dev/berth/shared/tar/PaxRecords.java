package dev.berth.shared.tar;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The records of a POSIX extended header, in their order. Keys and values have one character a
 * byte.
 */
public final class PaxRecords {
    /** No records. */
    public static final PaxRecords NONE = new PaxRecords(List.of());

    private static final Pattern DIGITS = Pattern.compile("[0-9]*");

    /** A key may come several times: GNU's first sparse maps are written so. */
    private final List<PaxRecord> records;

    private PaxRecords(List<PaxRecord> records) {
        this.records = records;
    }

    static PaxRecords parse(byte[] content) throws TarException {
        List<PaxRecord> records = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            PaxRecord next = PaxRecord.parse(content, at);
            records.add(next);
            at = next.end();
        }
        return new PaxRecords(records);
    }

    List<PaxRecord> list() {
        return records;
    }

    /** Returns the last value of a key. An empty one is the same as none: the header's holds. */
    public String get(String key) {
        for (int i = records.size() - 1; i >= 0; i--) {
            if (records.get(i).hasKey(key)) {
                return records.get(i).valueText();
            }
        }
        return "";
    }

    /** Returns whether there is a record whose key begins so. */
    public boolean hasKeyWith(String prefix) {
        return records.stream().anyMatch(r -> r.hasKeyWith(prefix));
    }

    /** Returns the length of all values together. */
    public long valueBytes() {
        return records.stream().mapToLong(PaxRecord::valueLength).sum();
    }

    /** Returns a number, which may be negative; nothing if there is none. */
    OptionalLong number(String key) throws TarException {
        String digits = get(key);
        return digits.isEmpty()
                ? OptionalLong.empty()
                : parse(digits, "it has an extension record without a number: " + digits);
    }

    /** Returns a number that is not negative; nothing if there is none. */
    OptionalLong size(String key) throws TarException {
        OptionalLong number = number(key);
        if (number.orElse(0) < 0) {
            throw TarException.damaged(
                    "it has an extension record with a negative number: " + get(key));
        }
        return number;
    }

    /** Throws if there is a record that is no time, in seconds with or without a fraction. */
    void checkTime(String key) throws TarException {
        String time = get(key);
        if (!time.isEmpty()) {
            String failure = "it has a tar extension record without a time: " + time;
            String[] parts = time.split("\\.", 2);
            parse(parts[0], failure);
            if (parts.length > 1 && !DIGITS.matcher(parts[1]).matches()) {
                throw TarException.damaged(failure);
            }
        }
    }

    private static OptionalLong parse(String digits, String failure) throws TarException {
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw TarException.damaged(failure);
        }
    }

    /** Returns these records and one more. */
    public PaxRecords with(String key, String value) {
        List<PaxRecord> more = new ArrayList<>(records);
        more.add(PaxRecord.of(key, value));
        return new PaxRecords(more);
    }

    /** Returns these records with all values of a key changed. */
    public PaxRecords replacing(String key, UnaryOperator<String> change) {
        List<PaxRecord> replaced = new ArrayList<>(records);
        replaced.replaceAll(
                r -> r.hasKey(key) ? PaxRecord.of(key, change.apply(r.valueText())) : r);
        return new PaxRecords(replaced);
    }

    /** Returns the content of an extended header with these records. */
    public byte[] bytes() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (PaxRecord one : records) {
            content.write(one.bytes(), one.start(), one.end() - one.start());
        }
        return content.toByteArray();
    }
}
