package dev.berth.testing.protocols;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked of the plugin, in order; the volumes show it to a test. */
final class Journal {
    private final List<String> entries = new CopyOnWriteArrayList<>();

    void add(String form, Object... arguments) {
        entries.add(form.formatted(arguments));
    }

    List<String> entries() {
        return List.copyOf(entries);
    }
}
