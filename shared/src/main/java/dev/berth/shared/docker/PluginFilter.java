package dev.berth.shared.docker;

import dev.berth.capability.Capability;
import dev.berth.plugin.Plugin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filters of {@code docker plugin ls}: {@code enabled=true}, {@code capability=volumedriver}.
 *
 * @param enabled only those that are, or only those that are not
 * @param capabilities only those that have one of these, if any are given; one without capabilities
 *     has none of them
 */
public record PluginFilter(Optional<Boolean> enabled, Set<String> capabilities)
        implements Predicate<Plugin> {
    private static final String ENABLED = "enabled";
    private static final String CAPABILITY = "capability";
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "False", "FALSE");

    /**
     * Returns the filter that a user gave.
     *
     * @param values the values for each name
     */
    public static PluginFilter of(Map<String, Set<String>> values) throws InvalidFilterException {
        for (String name : values.keySet()) {
            if (!name.equals(ENABLED) && !name.equals(CAPABILITY)) {
                throw new InvalidFilterException(
                        "invalid filter '%s'; there are enabled and capability".formatted(name));
            }
        }
        Optional<Boolean> enabled =
                values.containsKey(ENABLED)
                        ? Optional.of(isTrue(values.get(ENABLED)))
                        : Optional.empty();
        return new PluginFilter(enabled, values.getOrDefault(CAPABILITY, Set.of()));
    }

    /** Returns whether the values mean true; both values, or none, do, as in dockerd 20.10. */
    private static boolean isTrue(Set<String> values) throws InvalidFilterException {
        for (String value : values) {
            if (!TRUE.contains(value) && !FALSE.contains(value)) {
                throw new InvalidFilterException(
                        "invalid filter 'enabled=[%s]'; it is true or false".formatted(value));
            }
        }
        return values.isEmpty() || values.stream().anyMatch(TRUE::contains);
    }

    @Override
    public boolean test(Plugin plugin) {
        return enabled.map(e -> e == plugin.enabled()).orElse(true)
                && (capabilities.isEmpty()
                        || plugin.config().capabilities().stream()
                                .map(Capability::name)
                                .anyMatch(capabilities::contains));
    }
}
