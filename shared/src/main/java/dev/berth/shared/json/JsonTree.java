package dev.berth.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object (RFC 8259) to maps, lists, texts, numbers and booleans. Of a name that stands
 * twice the last counts, as in Go. Jackson bounds depth and length.
 */
public final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonTree() {}

    /**
     * Parses a text.
     *
     * @throws IOException if it is not JSON, or anything but one object
     */
    public static Map<String, Object> object(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows its JSON object");
            }
            return object;
        }
    }

    /** Returns what is wrong with a text, without Jackson's words. */
    public static String problem(IOException failure) {
        return failure instanceof JsonProcessingException json && json.getLocation() != null
                ? "it is no JSON in line %d, column %d"
                        .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr())
                : String.valueOf(failure.getMessage());
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        String name = parser.nextFieldName();
        while (name != null) {
            parser.nextToken();
            // A name that was there goes to the end: the last of all cases of a name counts.
            members.remove(name);
            members.put(name, value(parser));
            name = parser.nextFieldName();
        }
        return members;
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw new JsonEOFException(parser, null, "it ends in the middle");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
