package dev.berth.policy.file;

import dev.berth.plugin.Privilege;
import dev.berth.policy.requirement.SignatureRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for the plugins of one scope.
 *
 * @param scope as the file has it, or {@code default}
 * @param audit whether a refusal is only logged
 * @param signatures all of which must be there
 * @param privileges the most that a plugin may ask for, in the words of the prompt, each with its
 *     values; empty if that is for the user to say
 * @param confinement measures and limits of the plugin's process, by word
 */
public record ScopePolicy(
        String scope,
        Acceptance accept,
        boolean audit,
        List<SignatureRequirement> signatures,
        Optional<Map<String, List<String>>> privileges,
        Map<String, String> confinement) {
    /** The name of what holds for plugins that are in no scope. */
    static final String FALLBACK = "default";

    public ScopePolicy {
        signatures = List.copyOf(signatures);
        confinement = Map.copyOf(confinement);
    }

    /** Returns a scope that leaves all to the user. */
    static ScopePolicy asking(String scope) {
        return new ScopePolicy(scope, Acceptance.ASK, false, List.of(), Optional.empty(), Map.of());
    }

    /** Returns the first privilege that is not allowed. */
    public Optional<Privilege> beyond(List<Privilege> asked) {
        if (privileges.isEmpty()) {
            return Optional.empty();
        }
        return asked.stream()
                .filter(
                        one ->
                                !privileges
                                        .get()
                                        .getOrDefault(one.name(), List.of())
                                        .containsAll(one.value()))
                .findFirst();
    }
}
