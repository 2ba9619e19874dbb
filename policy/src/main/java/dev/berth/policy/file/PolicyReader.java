package dev.berth.policy.file;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a policy file: one unknown, double or wrong field makes all of it invalid. */
final class PolicyReader {
    private static final int LIMIT = 1 << 20;

    private final ScopeReader scopes;

    PolicyReader(ScopeReader scopes) {
        this.scopes = scopes;
    }

    /**
     * @param place the file's name, for people
     */
    PolicyPart read(String place, byte[] file) throws InvalidPolicyException {
        try {
            return read(place, StrictJson.parse(file, LIMIT));
        } catch (InvalidDocumentException e) {
            int line = JsonLines.of(file, e.field());
            // A syntax error has its line already.
            String where = e.field().matches() ? "" : "line %d: ".formatted(line);
            throw new InvalidPolicyException("%s: %s%s".formatted(place, where, e.getMessage()), e);
        }
    }

    private PolicyPart read(String place, StrictObject file) throws InvalidDocumentException {
        file.requireOnly("version", ScopePolicy.FALLBACK, "plugins");
        if (file.number("version") != 1) {
            throw file.wrong("version", "is not 1");
        }
        Map<String, ScopePolicy> all = new LinkedHashMap<>();
        if (file.has("plugins")) {
            StrictObject plugins = file.object("plugins");
            for (String scope : plugins.names()) {
                if (!ScopeReader.isScope(scope)) {
                    throw plugins.wrong(scope, "is not a registry, or a path in one");
                }
                all.put(scope, scopes.read(scope, plugins.object(scope)));
            }
        }
        Optional<ScopePolicy> fallback =
                file.has(ScopePolicy.FALLBACK)
                        ? Optional.of(
                                scopes.read(
                                        ScopePolicy.FALLBACK, file.object(ScopePolicy.FALLBACK)))
                        : Optional.empty();
        return new PolicyPart(place, fallback, all);
    }
}
