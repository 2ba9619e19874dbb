package dev.berth.shell.view;

import dev.berth.plugin.Plugin;
import dev.berth.shell.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Docker's filters of the list: {@code enabled=true}, {@code capability=volumedriver}. */
public final class PluginFilter implements Predicate<Plugin> {
    private final List<String> enabled = new ArrayList<>();
    private final List<String> capabilities = new ArrayList<>();

    private PluginFilter() {}

    /**
     * Parses what was typed after each {@code -f}.
     *
     * @throws CommandFailure if one is no filter
     */
    public static PluginFilter parse(List<String> texts) throws CommandFailure {
        PluginFilter filter = new PluginFilter();
        for (String text : texts) {
            filter.add(text);
        }
        return filter;
    }

    private void add(String text) throws CommandFailure {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new CommandFailure("invalid filter '%s': write NAME=VALUE".formatted(text));
        }
        String value = text.substring(equals + 1);
        switch (text.substring(0, equals)) {
            case "enabled" -> addEnabled(value);
            case "capability" -> capabilities.add(value);
            default ->
                    throw new CommandFailure(
                            "invalid filter '%s': use enabled or capability"
                                    .formatted(text.substring(0, equals)));
        }
    }

    private void addEnabled(String value) throws CommandFailure {
        if (!value.equals("true") && !value.equals("false")) {
            throw new CommandFailure(
                    "invalid filter 'enabled=%s': use true or false".formatted(value));
        }
        enabled.add(value);
    }

    @Override
    public boolean test(Plugin plugin) {
        boolean state = enabled.isEmpty() || enabled.contains(Boolean.toString(plugin.enabled()));
        // As in Docker: all that a plugin can do must be among what is asked for.
        return state
                && (capabilities.isEmpty()
                        || plugin.config().capabilities().stream()
                                .allMatch(c -> capabilities.contains(c.name())));
    }
}
