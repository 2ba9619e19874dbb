package dev.berth.policy.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.shared.text.PrintableText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A JSON object whose fields are asked for by name and type, and never guessed. */
public final class StrictObject {
    private final JsonNode node;
    private final JsonPointer place;

    StrictObject(JsonNode node, JsonPointer place) throws InvalidDocumentException {
        this.node = node;
        this.place = place;
        if (!node.isObject()) {
            throw wrong(place, "is not an object");
        }
    }

    /** Returns the names of all fields, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** Refuses fields of other names. */
    public void requireOnly(String... known) throws InvalidDocumentException {
        Set<String> unknown = new HashSet<>(names());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            // Not by its name, which is the author's: it may be long, or write over a terminal.
            String names = String.join(", ", known);
            throw wrong(place, "the document has a field at %s that is none of %s", place, names);
        }
    }

    /** Returns whether there is a field of that name. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** Returns a text. */
    public String text(String name) throws InvalidDocumentException {
        return textOf(field(name), at(name));
    }

    /** Returns a text, if there is such a field. */
    public Optional<String> optionalText(String name) throws InvalidDocumentException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Refuses any other text than one. */
    public void requireText(String name, String expected) throws InvalidDocumentException {
        if (!text(name).equals(expected)) {
            throw wrong(at(name), "is not \"%s\"", expected);
        }
    }

    /** Returns whether a field is true; it must be there, and true or false. */
    public boolean flag(String name) throws InvalidDocumentException {
        JsonNode field = field(name);
        if (!field.isBoolean()) {
            throw wrong(at(name), "is not true or false");
        }
        return field.booleanValue();
    }

    /** Returns a whole number that is not negative, written as one. */
    public long number(String name) throws InvalidDocumentException {
        JsonNode field = field(name);
        if (!field.isIntegralNumber() || !field.canConvertToLong() || field.longValue() < 0) {
            throw wrong(at(name), "is not a whole number");
        }
        return field.longValue();
    }

    /** Returns a whole number as protobuf writes 64 bits: as a text. */
    public long longText(String name) throws InvalidDocumentException {
        String text = text(name);
        // No sign, no leading zero: one number, one form.
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw wrong(at(name), "is not a whole number in quotes");
        }
        return Long.parseLong(text);
    }

    /** Returns the bytes of a base64 text. */
    public byte[] bytes(String name) throws InvalidDocumentException {
        return decode(text(name), at(name), Base64.getDecoder(), Base64.getEncoder());
    }

    /** Returns the bytes of a base64url text without padding, as JSON Web Signatures have it. */
    public byte[] urlBytes(String name) throws InvalidDocumentException {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return decode(text(name), at(name), Base64.getUrlDecoder(), encoder);
    }

    /** Returns the bytes of each base64 text of a list. */
    public List<byte[]> bytesList(String name) throws InvalidDocumentException {
        List<byte[]> all = new ArrayList<>();
        for (String text : texts(name)) {
            all.add(decode(text, at(name), Base64.getDecoder(), Base64.getEncoder()));
        }
        return List.copyOf(all);
    }

    /** Returns a list of texts. */
    public List<String> texts(String name) throws InvalidDocumentException {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list(name)) {
            texts.add(textOf(one, at(name).appendIndex(texts.size())));
        }
        return List.copyOf(texts);
    }

    /** Returns an object. */
    public StrictObject object(String name) throws InvalidDocumentException {
        return new StrictObject(field(name), at(name));
    }

    /** Returns a list of objects. */
    public List<StrictObject> objects(String name) throws InvalidDocumentException {
        List<StrictObject> objects = new ArrayList<>();
        for (JsonNode one : list(name)) {
            objects.add(new StrictObject(one, at(name).appendIndex(objects.size())));
        }
        return List.copyOf(objects);
    }

    /** Returns the one object of a list. */
    public StrictObject only(String name) throws InvalidDocumentException {
        List<StrictObject> all = objects(name);
        if (all.size() != 1) {
            throw wrong(at(name), "has %d parts instead of one", all.size());
        }
        return all.get(0);
    }

    /** Makes the exception that says what is wrong with a field, and what it is. */
    public InvalidDocumentException wrong(String name, String problem) {
        JsonNode field = node.get(name);
        return field == null || !field.isValueNode()
                ? wrong(at(name), "%s", problem)
                : wrong(at(name), "%s: \"%s\"", problem, PrintableText.shortened(field.asText()));
    }

    private JsonNode field(String name) throws InvalidDocumentException {
        JsonNode field = node.get(name);
        if (field == null) {
            throw wrong(at(name), "is missing");
        }
        return field;
    }

    private JsonNode list(String name) throws InvalidDocumentException {
        JsonNode list = field(name);
        if (!list.isArray()) {
            throw wrong(at(name), "is not a list");
        }
        return list;
    }

    private JsonPointer at(String name) {
        return place.appendProperty(name);
    }

    private static String textOf(JsonNode node, JsonPointer place) throws InvalidDocumentException {
        if (!node.isTextual()) {
            throw wrong(place, "is not a text");
        }
        return node.textValue();
    }

    /** Java's decoder ignores the last bits of the last digit; one value has one form here. */
    private static byte[] decode(
            String text, JsonPointer place, Base64.Decoder decoder, Base64.Encoder encoder)
            throws InvalidDocumentException {
        byte[] bytes;
        try {
            bytes = decoder.decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong(place, "is not base64");
        }
        if (!encoder.encodeToString(bytes).equals(text)) {
            throw wrong(place, "is not strict base64");
        }
        return bytes;
    }

    private static InvalidDocumentException wrong(
            JsonPointer place, String problem, Object... values) {
        return new InvalidDocumentException(place, problem.formatted(values));
    }
}
