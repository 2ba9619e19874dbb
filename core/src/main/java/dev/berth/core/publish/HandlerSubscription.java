package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityHandler;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A handler and the capabilities of its service property. */
record HandlerSubscription(CapabilityHandler handler, Set<String> wanted) {

    boolean wants(Capability capability) {
        return wanted.contains(capability.toString());
    }

    /** Reads a service property that is one string or several ({@code String+}). */
    static Set<String> names(Object property) {
        Stream<?> values =
                property instanceof Object[] array
                        ? Arrays.stream(array)
                        : property instanceof Collection<?> collection
                                ? collection.stream()
                                : Stream.ofNullable(property);
        return values.map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }
}
