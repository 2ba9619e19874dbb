package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.CapabilityProperties;
import dev.berth.plugin.error.InvalidCapabilityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a whiteboard service asks for by {@link CapabilityProperties#CAPABILITY}: one filter or
 * several ({@code String+}).
 */
public record WantedCapabilities(List<CapabilityFilter> filters) {
    static final WantedCapabilities NONE = new WantedCapabilities(List.of());

    /**
     * Reads the service property.
     *
     * @param problems told of what is missing, or matches nothing that can be
     */
    public static WantedCapabilities read(Object property, Consumer<String> problems) {
        List<CapabilityFilter> filters = new ArrayList<>();
        for (Object value : values(property).toList()) {
            try {
                filters.add(CapabilityFilter.parse(String.valueOf(value)));
            } catch (InvalidCapabilityException e) {
                problems.accept(
                        "asks for what no plugin can have, by %s: %s"
                                .formatted(CapabilityProperties.CAPABILITY, e.getMessage()));
            }
        }
        if (filters.isEmpty()) {
            problems.accept(
                    "says no %s, so it is told of nothing"
                            .formatted(CapabilityProperties.CAPABILITY));
        }
        return new WantedCapabilities(List.copyOf(filters));
    }

    private static Stream<?> values(Object property) {
        if (property instanceof Object[] array) {
            return Arrays.stream(array);
        }
        return property instanceof Collection<?> collection
                ? collection.stream()
                : Stream.ofNullable(property);
    }

    /** Returns whether it is asked for. */
    public boolean include(Capability capability) {
        return filters.stream().anyMatch(filter -> filter.matches(capability));
    }
}
