package dev.berth.registry.push;

import dev.berth.plugin.Digest;
import dev.berth.registry.host.RegistryHost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers in which repository of a registry a blob was last seen, so that a push to another
 * repository can <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#mounting-a-blob-from-another-repository">mount
 * it from there</a>.
 */
public final class MountSources {
    private static final int MOST = 4096;

    private record Key(RegistryHost registry, Digest digest) {}

    private final Map<Key, String> repositories =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
                    return size() > MOST;
                }
            };

    /** Remembers that a repository has a blob. */
    public synchronized void seen(RegistryHost registry, String repository, Digest digest) {
        repositories.put(new Key(registry, digest), repository);
    }

    /** Returns another repository that has a blob. */
    synchronized Optional<String> elsewhere(
            RegistryHost registry, String repository, Digest digest) {
        return Optional.ofNullable(repositories.get(new Key(registry, digest)))
                .filter(known -> !known.equals(repository));
    }
}
