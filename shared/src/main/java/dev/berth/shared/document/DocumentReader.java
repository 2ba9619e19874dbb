package dev.berth.shared.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.UniqueNames;
import dev.berth.shared.json.Utf8Json;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a document of exactly one JSON value. */
public final class DocumentReader {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private DocumentReader() {}

    /**
     * Reads a document as Go does: a byte that is not part of a character is U+FFFD.
     *
     * @return a missing node if there is nothing but blanks
     * @throws InvalidJsonException if it is something else than one value
     */
    public static JsonNode read(byte[] document) throws InvalidJsonException {
        return read(Utf8Json.replaced(document));
    }

    /**
     * Reads a document.
     *
     * @return a missing node if there is nothing but blanks
     * @throws InvalidJsonException if it is something else than one value
     */
    public static JsonNode read(String text) throws InvalidJsonException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw InvalidJsonException.of(text, e);
        }
    }

    /**
     * Reads a document none of whose objects has a name twice.
     *
     * @param mapper whose limits it has to keep
     * @return a missing node if there is nothing but blanks
     * @throws InvalidJsonException if it is something else than one value
     */
    public static JsonNode readUnique(String text, ObjectMapper mapper)
            throws InvalidJsonException {
        try {
            return mapper.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            requireUniqueNames(text, mapper);
            throw InvalidJsonException.of(text, e);
        }
    }

    /**
     * Reads what was refused again, up to the first name that stands twice, or the first mistake.
     */
    private static void requireUniqueNames(String text, ObjectMapper mapper)
            throws InvalidJsonException {
        UniqueNames names = UniqueNames.inTheirCase();
        try (JsonParser parser = mapper.createParser(text)) {
            while (parser.nextToken() != null) {
                names.take(parser);
            }
        } catch (InvalidJsonException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw InvalidJsonException.of(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    /**
     * Reads a document into a record.
     *
     * @return null if the document is {@code null}
     * @throws InvalidJsonException if it is no JSON, or of another form than the record; the
     *     message names the field
     */
    public static <T> T bind(String text, ObjectReader reader) throws InvalidJsonException {
        try {
            return reader.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(text);
        } catch (JsonMappingException e) {
            JsonNode tree = read(text);
            throw new InvalidJsonException(
                    tree.isMissingNode() ? "it is empty" : new BindingError(tree, e).message());
        } catch (JsonProcessingException e) {
            throw InvalidJsonException.of(text, e);
        }
    }

    /** Returns what a value is, for a message: {@code a list}, {@code the number 7}. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "the number " + PrintableText.shortened(value.asText());
            case BOOLEAN -> value.asText();
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "nothing";
        };
    }
}
