package dev.berth.registry.transport;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.host.RegistryHost;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The scope of a token: which actions on which repositories it permits.
 *
 * @param entries as in the token protocol, {@code repository:vieux/sshfs:pull}
 */
public record TokenScope(Set<String> entries) {
    public TokenScope {
        entries = Collections.unmodifiableSet(new LinkedHashSet<>(entries));
    }

    /** Returns the scope of reading a repository. */
    public static TokenScope pull(RegistryHost registry, String repository) {
        return of(registry, repository, "pull");
    }

    /** Returns the scope of writing to a repository. */
    public static TokenScope push(RegistryHost registry, String repository) {
        return of(registry, repository, "pull,push");
    }

    private static TokenScope of(RegistryHost registry, String repository, String actions) {
        String plain = "repository:" + repository + ":" + actions;
        // Docker Hub has a resource class for plugins; other registries may not know it.
        boolean hub = registry.domain().equals(PluginReference.DEFAULT_DOMAIN);
        TokenScope usual = new TokenScope(Set.of(plain));
        return hub
                ? usual.and(new TokenScope(Set.of(plain.replaceFirst(":", "(plugin):"))))
                : usual;
    }

    /** Returns the union of this scope and another one. */
    public TokenScope and(TokenScope other) {
        return new TokenScope(
                new LinkedHashSet<>(
                        Stream.concat(entries.stream(), other.entries.stream()).toList()));
    }

    /**
     * Returns this scope and what a registry asks for beyond it.
     *
     * @param asked entries separated by blanks, as in a challenge
     */
    public TokenScope andAsked(String asked) {
        List<String> more =
                Stream.of(asked.split(" "))
                        .filter(entry -> !entry.isEmpty() && !covers(entry))
                        .toList();
        return and(new TokenScope(new LinkedHashSet<>(more)));
    }

    private boolean covers(String entry) {
        return entries.stream().anyMatch(own -> own.equals(entry) || covers(own, entry));
    }

    private static boolean covers(String own, String entry) {
        int colon = entry.lastIndexOf(':');
        return own.startsWith(entry.substring(0, colon + 1))
                && actions(own, colon).containsAll(actions(entry, colon));
    }

    private static List<String> actions(String entry, int colon) {
        return List.of(entry.substring(colon + 1).split(","));
    }
}
