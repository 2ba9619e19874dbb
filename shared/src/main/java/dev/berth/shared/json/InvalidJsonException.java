package dev.berth.shared.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;

/**
 * A document that is no JSON, has another form than its reader expects, or could be read by another
 * reader in another way. The message says where, what is expected and what is there, in words for
 * users: none of it is a library's.
 */
public final class InvalidJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient JsonSyntaxError syntaxError;

    public InvalidJsonException(String message) {
        this(message, null);
    }

    private InvalidJsonException(String message, JsonSyntaxError syntaxError) {
        super(message);
        this.syntaxError = syntaxError;
    }

    /**
     * Translates what a parser said of a text. The parser's exception is no cause: its words would
     * be shown with it, and may quote the text.
     */
    public static InvalidJsonException of(String text, JsonProcessingException refusal) {
        return JsonSyntaxError.of(text)
                .map(error -> new InvalidJsonException(error.message(), error))
                .orElseGet(() -> new InvalidJsonException(beyondLimits(refusal.getLocation())));
    }

    /** Returns where it stops being JSON, if it is none. */
    public Optional<JsonSyntaxError> syntaxError() {
        return Optional.ofNullable(syntaxError);
    }

    private static String beyondLimits(JsonLocation place) {
        String words = "it is nested too deeply, or has a name, string or number that is too long";
        return place == null
                ? words
                : "%s, at line %d, column %d"
                        .formatted(words, place.getLineNr(), place.getColumnNr());
    }
}
