package dev.berth.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
     * Parses a text; a byte that is not part of a character is U+FFFD.
     *
     * @throws InvalidJsonException if it is not JSON, or anything but one object
     */
    public static Map<String, Object> object(byte[] bytes) throws InvalidJsonException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            return whole(parser);
        } catch (InvalidJsonException e) {
            throw e;
        } catch (IOException e) {
            return object(Utf8Json.replaced(bytes));
        }
    }

    /** Parses what bytes cannot be parsed as, or says why it cannot either. */
    private static Map<String, Object> object(String text) throws InvalidJsonException {
        try (JsonParser parser = JSON.createParser(text)) {
            return whole(parser);
        } catch (InvalidJsonException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw InvalidJsonException.of(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    private static Map<String, Object> whole(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new JsonEOFException(parser, null, "it is empty");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new InvalidJsonException("it is no JSON object");
        }
        Map<String, Object> object = object(parser);
        if (parser.nextToken() != null) {
            throw new InvalidJsonException("something follows its JSON object");
        }
        return object;
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
