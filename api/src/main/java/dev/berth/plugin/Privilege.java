package dev.berth.plugin;

import java.util.List;
import java.util.Objects;

/**
 * Something on the host that a plugin asks for, in the words of Docker's {@code GET
 * /plugins/privileges}. Immutable.
 */
public final class Privilege {
    private final String name;
    private final String description;
    private final List<String> value;

    private Privilege(String name, String description, List<String> value) {
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
        this.value = List.copyOf(Objects.requireNonNull(value, "value"));
    }

    /** Returns a privilege. */
    public static Privilege of(String name, String description, List<String> value) {
        return new Privilege(name, description, value);
    }

    /**
     * Returns the kind of thing: {@code network}, {@code mount}, {@code device}, {@code
     * capabilities}, …
     */
    public String name() {
        return name;
    }

    /** Returns what it means, for people; not compared when privileges are granted. */
    public String description() {
        return description;
    }

    /** Returns what exactly: paths, capabilities, {@code host}. */
    public List<String> value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Privilege that
                && name.equals(that.name)
                && description.equals(that.description)
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, description, value);
    }

    @Override
    public String toString() {
        return "Privilege[name=%s, description=%s, value=%s]".formatted(name, description, value);
    }
}
