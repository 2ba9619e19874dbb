package dev.berth.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON documents as dockerd does. */
public final class JsonDocuments {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final ObjectWriter ESCAPING = MAPPER.writer().with(new HtmlEscapes());

    private JsonDocuments() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Returns the text with {@code <}, {@code >} and {@code &} escaped, as in dockerd's streams.
     */
    public static String escaped(JsonNode node) {
        try {
            return ESCAPING.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads exactly one value.
     *
     * @return a missing node if there is nothing but blanks
     * @throws JsonProcessingException if it is something else; its original message says where
     */
    public static JsonNode read(byte[] text) throws JsonProcessingException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns in a few words where the text stops being JSON. */
    public static String whatIsWrong(JsonProcessingException e) {
        return "%s, at line %d, column %d"
                .formatted(
                        e.getOriginalMessage()
                                .lines()
                                .findFirst()
                                .orElse("no JSON")
                                // Jackson's own settings.
                                .replaceFirst(" \\(start marker at .*", "")
                                .replaceFirst(
                                        "^Trailing token .*", "there is more after the value"),
                        e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                        e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
    }

    /** Escapes as Go's {@code encoding/json} does. */
    private static final class HtmlEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_CUSTOM;
            codes['>'] = ESCAPE_CUSTOM;
            codes['&'] = ESCAPE_CUSTOM;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return new SerializedString("\\u%04x".formatted(character));
        }
    }
}
