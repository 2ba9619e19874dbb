package dev.berth.registry.manifest;

import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.shared.oci.MediaTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses from an index the manifest for this platform; the best match, and the first of equals.
 */
public final class PlatformChoice {
    private final Platform here;

    public PlatformChoice(Platform here) {
        this.here = here;
    }

    /** Returns the entry for this platform. */
    public Entry of(Index index) throws ManifestException {
        List<Entry> manifests =
                index.entries().stream().filter(PlatformChoice::mayBeManifest).toList();
        for (Platform platform : here.runnable()) {
            Optional<Entry> found = find(manifests, Optional.of(platform));
            if (found.isPresent()) {
                return found.get();
            }
        }
        // Plugins are seldom built for several platforms, so some tools do not say for which.
        return find(manifests, Optional.empty()).orElseThrow(() -> nothingFor(manifests));
    }

    private static Optional<Entry> find(List<Entry> entries, Optional<Platform> platform) {
        return entries.stream().filter(entry -> entry.platform().equals(platform)).findFirst();
    }

    private static boolean mayBeManifest(Entry entry) {
        String type = entry.manifest().mediaType();
        return type.isEmpty() || MediaTypes.MANIFESTS.contains(type);
    }

    private ManifestException nothingFor(List<Entry> entries) {
        String offered =
                entries.stream()
                        .flatMap(entry -> entry.platform().stream())
                        .map(Platform::toString)
                        .distinct()
                        .limit(20)
                        .collect(Collectors.joining(", "));
        return ManifestException.unsupported(
                "is not there for %s, only for %s"
                        .formatted(here, offered.isEmpty() ? "nothing" : offered));
    }
}
