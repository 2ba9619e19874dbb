package dev.berth.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.driver.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/**
 * Reads and writes {@link JsonObject}s as JSON text (RFC 8259) in UTF-8. Of a name that stands
 * twice the last counts, as in Go. Jackson bounds depth and length of what it reads.
 */
public final class JsonCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonCodec() {}

    /**
     * Parses a text; a byte that is not part of a character is U+FFFD.
     *
     * @throws InvalidJsonException if it is not JSON, or anything but one object
     */
    public static JsonObject parse(byte[] text) throws InvalidJsonException {
        return JsonObject.of(JsonTree.object(text));
    }

    /**
     * Returns an object as text.
     *
     * @throws IllegalArgumentException if it has a value that JSON has not
     */
    public static byte[] write(JsonObject object) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(generator, object);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return text.toByteArray();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof JsonObject object) {
            writeMembers(generator, object.members());
        } else if (value instanceof Map<?, ?> map) {
            writeMembers(generator, map);
        } else if (value instanceof Collection<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else {
            writeScalar(generator, value);
        }
    }

    private static void writeMembers(JsonGenerator generator, Map<?, ?> members)
            throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            generator.writeFieldName(String.valueOf(member.getKey()));
            write(generator, member.getValue());
        }
        generator.writeEndObject();
    }

    private static void writeScalar(JsonGenerator generator, Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger || value instanceof BigDecimal) {
            generator.writeNumber(value.toString());
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            generator.writeNumber(number.doubleValue());
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
        }
    }
}
