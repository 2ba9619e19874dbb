package dev.berth.registry.layout;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registries that are layout folders by configuration. */
public final class LayoutFolders {
    private final Map<String, Path> byDomain;

    /**
     * @param entries {@code docker.io=/media/usb/plugins}, one for a registry
     * @throws IllegalArgumentException if one is not of this form
     */
    public LayoutFolders(Collection<String> entries) {
        byDomain =
                entries.stream()
                        .map(LayoutFolders::split)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        parts -> parts[0],
                                        parts -> Path.of(parts[1]),
                                        LayoutFolders::refuseSecond));
    }

    /** Returns the folder that a registry is, if it is one. */
    public Optional<Path> of(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    private static String[] split(String entry) {
        String[] parts = entry.split("=", 2);
        if (parts.length != 2 || parts[0].isEmpty() || !Path.of(parts[1]).isAbsolute()) {
            throw new IllegalArgumentException(
                    "layout \"%s\" is not REGISTRY=/FOLDER".formatted(entry));
        }
        return parts;
    }

    private static Path refuseSecond(Path first, Path second) {
        throw new IllegalArgumentException(
                "layouts %s and %s are for the same registry".formatted(first, second));
    }
}
