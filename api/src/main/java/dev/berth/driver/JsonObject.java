package dev.berth.driver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON object of a plugin's protocol. Immutable, as long as nobody changes the map that it is of:
 * that is not copied.
 *
 * <p>Members are found without regard to the case of their names, and the last of several counts,
 * as Go's {@code encoding/json} reads them. One that is {@code null} is as one that is not there,
 * also beside another of its name. One of another type than is asked for is an {@link
 * InvalidMessageException}.
 */
public final class JsonObject {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, ?> members;

    private JsonObject(Map<String, ?> members) {
        this.members = members;
    }

    /** Returns the object {@code {}}. */
    public static JsonObject empty() {
        return EMPTY;
    }

    /**
     * Returns an object.
     *
     * @param members strings, numbers, booleans, {@code null}, and {@link JsonObject}s, lists and
     *     maps of these; not copied
     */
    public static JsonObject of(Map<String, ?> members) {
        return new JsonObject(Objects.requireNonNull(members, "members"));
    }

    /** Returns the same object with one member more, or another value for one; null is a value. */
    public JsonObject with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(Objects.requireNonNull(name, "name"), value);
        return new JsonObject(more);
    }

    /** Returns the same object with one member more, unless its value is the empty text. */
    public JsonObject withText(String name, String value) {
        return value.isEmpty() ? this : with(name, value);
    }

    /** Returns all members, as {@link #of} describes them; not to be changed. */
    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    /** Returns whether there is a value of this name. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** Returns a string; empty if there is none. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(value(name)).map(value -> typed(name, value, String.class));
    }

    /** Returns a string; the empty one if there is none. */
    public String textOrEmpty(String name) {
        return text(name).orElse("");
    }

    /** Returns whether a boolean is there, and true. */
    public boolean flag(String name) {
        Object value = value(name);
        return value != null && typed(name, value, Boolean.class);
    }

    /** Returns a whole number; empty if there is none. */
    public OptionalLong number(String name) {
        Object value = value(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long || value instanceof Integer) {
            return OptionalLong.of(((Number) value).longValue());
        }
        throw wrong(name, value, "a whole number of 64 bits");
    }

    /** Returns an object; empty if there is none. */
    public Optional<JsonObject> object(String name) {
        return Optional.ofNullable(value(name)).map(value -> object(name, value));
    }

    /** Returns a list of objects, without what is null in it; empty if there is none. */
    public List<JsonObject> objects(String name) {
        return list(name).stream().filter(Objects::nonNull).map(o -> object(name, o)).toList();
    }

    /** Returns a list of strings, without what is null in it; empty if there is none. */
    public List<String> texts(String name) {
        return list(name).stream()
                .filter(Objects::nonNull)
                .map(value -> typed(name, value, String.class))
                .toList();
    }

    /** Returns an object whose members are all strings, without those that are null. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(name)
                .forEach(
                        (key, value) -> {
                            if (value != null) {
                                texts.put(key, typed(name, value, String.class));
                            }
                        });
        return Collections.unmodifiableMap(texts);
    }

    /** Returns an object's members, as {@link #members} does; none if there is no such object. */
    public Map<String, Object> map(String name) {
        return object(name).map(JsonObject::members).orElse(Map.of());
    }

    private List<?> list(String name) {
        Object value = value(name);
        return value == null ? List.of() : typed(name, value, List.class);
    }

    private Object value(String name) {
        Object found = null;
        for (Map.Entry<String, ?> member : members.entrySet()) {
            if (member.getValue() != null && member.getKey().equalsIgnoreCase(name)) {
                found = member.getValue();
            }
        }
        return found;
    }

    private static JsonObject object(String name, Object value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, each) -> named.put(typed(name, key, String.class), each));
            return new JsonObject(named);
        }
        throw wrong(name, value, "an object");
    }

    private static <T> T typed(String name, Object value, Class<T> type) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw wrong(name, value, kind(type));
    }

    private static InvalidMessageException wrong(String name, Object value, String wanted) {
        return new InvalidMessageException(
                "\"%s\" is %s, not %s"
                        .formatted(
                                name, kind(value == null ? Void.class : value.getClass()), wanted));
    }

    private static String kind(Class<?> type) {
        if (String.class == type) {
            return "a string";
        }
        if (Boolean.class == type) {
            return "a boolean";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return List.class.isAssignableFrom(type)
                ? "a list"
                : type == Void.class ? "null" : "an object";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** Returns the names of the members; their values may be secrets. */
    @Override
    public String toString() {
        return "JsonObject" + new ArrayList<>(members.keySet());
    }
}
