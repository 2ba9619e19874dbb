package dev.berth.shell.console;

import dev.berth.shared.docker.InvalidFilterException;
import dev.berth.shared.docker.PluginFilter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The values of {@code -f NAME=VALUE}, read as docker's client reads them. */
public final class FilterArguments {
    private FilterArguments() {}

    /**
     * Parses what was typed after each {@code -f} of {@code plugin:ls}.
     *
     * @throws CommandFailure if one is no filter, in Docker's words
     */
    public static PluginFilter parse(List<String> texts) throws CommandFailure {
        try {
            return PluginFilter.of(values(texts));
        } catch (InvalidFilterException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /**
     * Returns the values for each name.
     *
     * @throws CommandFailure if one has no name
     */
    public static Map<String, Set<String>> values(List<String> texts) throws CommandFailure {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new CommandFailure(
                        "invalid argument \"%s\" for \"-f, --filter\" flag: bad format of filter (expected name=value)"
                                .formatted(text));
            }
            String name = text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = text.substring(equals + 1).strip();
            values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value);
        }
        return values;
    }
}
