package dev.berth.dist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An iterator over the words of a command line; {@code --option=value} is two words. */
final class ArgumentCursor {
    private final Deque<String> words = new ArrayDeque<>();

    ArgumentCursor(List<String> line) {
        for (String word : line) {
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            if (equals < 0) {
                words.add(word);
            } else {
                words.add(word.substring(0, equals));
                words.add(word.substring(equals + 1));
            }
        }
    }

    Optional<String> next() {
        return Optional.ofNullable(words.poll());
    }

    /** Returns the value of an option that was just taken. */
    String valueOf(String option) throws UsageException {
        String value = words.poll();
        if (value == null || value.isEmpty()) {
            throw new UsageException("option %s needs a value".formatted(option));
        }
        return value;
    }
}
