package dev.berth.desired.document;

import dev.berth.plugin.error.InvalidDesiredStateException;
import java.util.Map;

/**
 * One plugin of a document. Immutable.
 *
 * @param properties as those of a configuration {@code dev.berth.plugin}: texts and lists of texts
 * @param places where each of them is written
 * @param at where the entry begins
 */
public record DocumentEntry(
        Map<String, Object> properties, Map<String, DocumentPosition> places, DocumentPosition at) {

    public DocumentEntry {
        properties = Map.copyOf(properties);
        places = Map.copyOf(places);
    }

    /** Returns an exception that names the place of a property, or of the entry without it. */
    public InvalidDesiredStateException problem(String key, String text) {
        return places.getOrDefault(key, at).problem(text);
    }
}
