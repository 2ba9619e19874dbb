package dev.berth.engine.route;

import dev.berth.capability.Capability;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.json.Filters;
import dev.berth.engine.json.PluginJson;
import dev.berth.plugin.Plugin;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which plugins a client wants listed.
 *
 * @param enabled only those that are, or only those that are not
 * @param capabilities only those all of whose interface types are among these, if any are given
 */
record PluginFilter(Optional<Boolean> enabled, Set<String> capabilities)
        implements Predicate<Plugin> {
    private static final String ENABLED = "enabled";
    private static final String CAPABILITY = "capability";
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "False", "FALSE");

    static PluginFilter of(Filters filters) {
        for (String name : filters.values().keySet()) {
            if (!name.equals(ENABLED) && !name.equals(CAPABILITY)) {
                throw new BadRequestException(
                        400,
                        "Invalid filter '%s'; there are enabled and capability".formatted(name));
            }
        }
        return new PluginFilter(enabled(filters), filters.get(CAPABILITY));
    }

    private static Optional<Boolean> enabled(Filters filters) {
        if (!filters.has(ENABLED)) {
            return Optional.empty();
        }
        Set<String> values = filters.get(ENABLED);
        for (String value : values) {
            if (!TRUE.contains(value) && !FALSE.contains(value)) {
                throw new BadRequestException(
                        400, "Invalid filter 'enabled=[%s]'; it is true or false".formatted(value));
            }
        }
        // Both, or neither, mean true: so does Docker take it.
        boolean wanted = values.isEmpty() || values.stream().anyMatch(TRUE::contains);
        return Optional.of(wanted);
    }

    @Override
    public boolean test(Plugin plugin) {
        return enabled.map(e -> e == PluginJson.inUse(plugin)).orElse(true)
                && (capabilities.isEmpty()
                        || plugin.config().iface().types().stream().allMatch(this::asked));
    }

    private boolean asked(String type) {
        return Capability.tryParse(type).map(c -> capabilities.contains(c.name())).orElse(false);
    }
}
