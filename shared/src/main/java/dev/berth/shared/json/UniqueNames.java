package dev.berth.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows a parser through a document, and refuses an object that has a name twice, in any case: Go
 * takes the last one that matches, other readers another one.
 */
public final class UniqueNames {
    private final Set<String> maps;
    private final Deque<Set<String>> objects = new ArrayDeque<>();
    private String last = "";

    /**
     * @param maps names of the objects whose own names are data, in which case counts
     */
    public UniqueNames(Set<String> maps) {
        this.maps = Set.copyOf(maps);
    }

    /**
     * Takes the token that the parser has just read.
     *
     * @throws AmbiguousJsonException if it is a name for the second time
     */
    public void take(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            objects.push(
                    maps.contains(last)
                            ? new TreeSet<>()
                            : new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
        } else if (token == JsonToken.END_OBJECT) {
            objects.pop();
        } else if (token == JsonToken.FIELD_NAME) {
            last = parser.currentName();
            if (!objects.peek().add(last)) {
                throw new AmbiguousJsonException(
                        "it has the field \"%s\" twice".formatted(PrintableText.shortened(last)));
            }
            return;
        }
        last = "";
    }
}
