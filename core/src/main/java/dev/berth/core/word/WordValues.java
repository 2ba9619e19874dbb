package dev.berth.core.word;

import dev.berth.shared.word.ManagerWord;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of one kind of words. Immutable. */
public final class WordValues<W extends Enum<W> & ManagerWord> {
    private final Class<W> kind;
    private final Map<W, String> values;

    private WordValues(Class<W> kind, Map<W, String> values) {
        this.kind = kind;
        this.values = values;
    }

    /** Returns these values; words without one have none. */
    public static <W extends Enum<W> & ManagerWord> WordValues<W> of(
            Class<W> kind, Map<W, String> values) {
        Map<W, String> copy = new EnumMap<>(kind);
        copy.putAll(values);
        return new WordValues<>(kind, copy);
    }

    /** Returns these values with what is set; words and values not known are passed over. */
    public WordValues<W> with(Map<String, String> set) {
        Map<W, String> changed = new EnumMap<>(kind);
        changed.putAll(values);
        for (W word : kind.getEnumConstants()) {
            String value = set.get(word.key());
            if (value != null && word.form().accepts(value)) {
                changed.put(word, word.form().canonical(value));
            }
        }
        return new WordValues<>(kind, changed);
    }

    /** Returns a word's value; it must have one. */
    public String get(W word) {
        return find(word).orElseThrow();
    }

    public Optional<String> find(W word) {
        return Optional.ofNullable(values.get(word));
    }

    /** Returns all words that have a value, in their order. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        values.forEach((word, value) -> words.put(word.key(), value));
        return Collections.unmodifiableMap(words);
    }
}
