package dev.berth.plugin;

import java.util.List;

/**
 * Something on the host that a plugin asks for, in the words of Docker's {@code GET
 * /plugins/privileges}.
 *
 * @param name {@code network}, {@code mount}, {@code device}, {@code capabilities}, …
 * @param description what it means, for people
 * @param value what exactly: paths, capabilities, {@code host}
 */
public record Privilege(String name, String description, List<String> value) {
    public Privilege {
        value = List.copyOf(value);
    }
}
