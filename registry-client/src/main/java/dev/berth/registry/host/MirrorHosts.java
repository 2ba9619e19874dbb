package dev.berth.registry.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configured mirrors of each registry, in the order in which to ask them. */
public final class MirrorHosts {
    private final Map<String, List<RegistryHost>> byDomain;

    /**
     * @param entries {@code docker.io=mirror.example:5000}, as many for one registry as there are
     * @throws IllegalArgumentException if one is not of this form
     */
    public MirrorHosts(Collection<String> entries) {
        byDomain =
                entries.stream()
                        .map(MirrorHosts::split)
                        .collect(
                                Collectors.groupingBy(
                                        parts -> parts[0],
                                        Collectors.mapping(
                                                parts -> RegistryHost.of(parts[1]),
                                                Collectors.toUnmodifiableList())));
    }

    /** Returns the hosts to ask for a registry's content: its mirrors, and last itself. */
    public List<RegistryHost> hostsOf(RegistryHost registry) {
        Stream<RegistryHost> mirrors = byDomain.getOrDefault(registry.domain(), List.of()).stream();
        return Stream.concat(mirrors, Stream.of(registry)).toList();
    }

    private static String[] split(String entry) {
        String[] parts = entry.split("=", -1);
        if (parts.length != 2 || parts[0].isEmpty()) {
            throw new IllegalArgumentException(
                    "mirror \"%s\" is not REGISTRY=HOST[:PORT]".formatted(entry));
        }
        return parts;
    }
}
