package dev.berth.shared.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Follows a parser through a document, and refuses an object that has a name twice; usually in any
 * case: Go takes the last one that matches, other readers another one.
 */
public final class UniqueNames {
    private final Predicate<String> caseCounts;
    private final Deque<Set<String>> objects = new ArrayDeque<>();
    private String last = "";

    /**
     * @param maps names of the objects whose own names are data, in which case counts
     */
    public UniqueNames(Set<String> maps) {
        this(Set.copyOf(maps)::contains);
    }

    private UniqueNames(Predicate<String> caseCounts) {
        this.caseCounts = caseCounts;
    }

    /** Returns one for a document whose reader takes names in their one case only. */
    public static UniqueNames inTheirCase() {
        return new UniqueNames(object -> true);
    }

    /**
     * Takes the token that the parser has just read.
     *
     * @throws InvalidJsonException if it is a name for the second time
     */
    public void take(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            objects.push(
                    caseCounts.test(last)
                            ? new TreeSet<>()
                            : new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
        } else if (token == JsonToken.END_OBJECT) {
            objects.pop();
        } else if (token == JsonToken.FIELD_NAME) {
            last = parser.currentName();
            if (!objects.peek().add(last)) {
                JsonLocation place = parser.currentTokenLocation();
                throw new InvalidJsonException(
                        "it has the field \"%s\" twice, at line %d, column %d"
                                .formatted(
                                        PrintableText.shortened(last),
                                        place.getLineNr(),
                                        place.getColumnNr()));
            }
            return;
        }
        last = "";
    }
}
