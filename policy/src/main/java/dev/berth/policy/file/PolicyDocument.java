package dev.berth.policy.file;

import dev.berth.plugin.PluginReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy that was read: the longest scope that a reference is in decides alone.
 *
 * @param fallback for what is in none
 * @param scopes by {@code registry/path}, or a part of that from its beginning
 */
public record PolicyDocument(ScopePolicy fallback, Map<String, ScopePolicy> scopes) {
    public PolicyDocument {
        scopes = Map.copyOf(scopes);
    }

    /**
     * Puts together what several files and configurations say; without any word on what is in no
     * scope, that is for the user to say.
     *
     * @throws InvalidPolicyException if two of them are about one scope
     */
    static PolicyDocument of(List<PolicyPart> parts) throws InvalidPolicyException {
        Map<String, String> places = new HashMap<>();
        Map<String, ScopePolicy> scopes = new HashMap<>();
        ScopePolicy fallback = ScopePolicy.asking(ScopePolicy.FALLBACK);
        for (PolicyPart part : parts) {
            if (part.fallback().isPresent()) {
                claim(ScopePolicy.FALLBACK, part, places);
                fallback = part.fallback().get();
            }
            for (String scope : part.scopes().keySet()) {
                claim(scope, part, places);
            }
            scopes.putAll(part.scopes());
        }
        return new PolicyDocument(fallback, scopes);
    }

    private static void claim(String scope, PolicyPart part, Map<String, String> places)
            throws InvalidPolicyException {
        String other = places.putIfAbsent(scope, part.place());
        if (other != null) {
            throw new InvalidPolicyException(
                    "%s: \"%s\" is in %s already: a scope is in one place only"
                            .formatted(part.place(), scope, other),
                    null);
        }
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
