package dev.berth.policy.file;

import dev.berth.plugin.PluginReference;
import java.util.Map;

/**
 * A policy file that was read: the longest scope that a reference is in decides alone.
 *
 * @param fallback for what is in none
 * @param scopes by {@code registry/path}, or a part of that from its beginning
 */
public record PolicyDocument(ScopePolicy fallback, Map<String, ScopePolicy> scopes) {
    public PolicyDocument {
        scopes = Map.copyOf(scopes);
    }

    /** Returns what holds for a reference, whatever its tag and digest. */
    public ScopePolicy of(PluginReference reference) {
        String scope = reference.domain() + "/" + reference.path();
        while (true) {
            ScopePolicy found = scopes.get(scope);
            if (found != null) {
                return found;
            }
            int slash = scope.lastIndexOf('/');
            if (slash < 0) {
                return fallback;
            }
            scope = scope.substring(0, slash);
        }
    }
}
