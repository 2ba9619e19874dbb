package dev.berth.shared.configuration;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One value of a configuration's dictionary, as Config Admin has it: a scalar, an array or a
 * collection. Configuration files without types hand over texts.
 */
record PropertyValue(Object raw) {

    /** Returns the elements of a list; one text is split at its commas. */
    List<String> list() {
        return raw instanceof String text ? stripped(Stream.of(text.split(","))) : elements();
    }

    /** Returns the elements of a list; one text is one element. Empty ones are passed over. */
    List<String> elements() {
        return stripped(items(raw).stream().map(String::valueOf));
    }

    private static List<String> stripped(Stream<String> texts) {
        return texts.map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    String text() throws UnreadableValueException {
        return String.valueOf(single("one text"));
    }

    boolean flag() throws UnreadableValueException {
        String expected = "true or false";
        return switch (single(expected).toString().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new UnreadableValueException(expected);
        };
    }

    long number(long least, long most) throws UnreadableValueException {
        String expected = "a whole number from %d to %d".formatted(least, most);
        try {
            long number = Long.parseLong(single(expected).toString().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UnreadableValueException(expected);
    }

    private Object single(String expected) throws UnreadableValueException {
        List<Object> items = items(raw);
        if (items.size() != 1) {
            throw new UnreadableValueException(expected);
        }
        return items.get(0);
    }

    /** Returns a value or its elements for people. */
    static String joined(Object raw) {
        return String.join(", ", items(raw).stream().map(String::valueOf).toList());
    }

    private static List<Object> items(Object raw) {
        List<Object> items = new ArrayList<>();
        if (raw instanceof Collection<?> collection) {
            items.addAll(collection);
        } else if (raw != null && raw.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(raw); i++) {
                items.add(Array.get(raw, i));
            }
        } else {
            items.add(raw);
        }
        return items;
    }
}
