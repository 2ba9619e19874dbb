package dev.berth.policy.file;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.notation.NotationVerifier;
import dev.berth.policy.notation.SubjectIdentity;
import dev.berth.policy.requirement.KeyRequirement;
import dev.berth.policy.requirement.KeylessRequirement;
import dev.berth.policy.requirement.NotationRequirement;
import dev.berth.policy.requirement.SignatureRequirement;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.sigstore.KeylessVerifier;
import dev.berth.policy.sigstore.TrustedRoot;
import dev.berth.shared.confinement.ConfinementWord;
import dev.berth.shared.word.WordForm;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what holds for one scope, with the keys and certificates that it names by paths relative to
 * the policy file. One unknown or wrong field makes all of it invalid.
 */
final class ScopeReader {
    /** A registry has a dot or a port in its name, or is this host. */
    private static final String SCOPE =
            "(localhost|[a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9.-]+:[0-9]+|\\[[0-9a-f:]+\\](:[0-9]+)?)"
                    + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

    private final PolicyFolder folder;
    private final InstantSource clock;

    ScopeReader(PolicyFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Returns whether a text names a registry, or a path in one. */
    static boolean isScope(String text) {
        return text.matches(SCOPE);
    }

    ScopePolicy read(String name, StrictObject scope) throws InvalidDocumentException {
        scope.requireOnly("accept", "audit", "signatures", "privileges", "confinement");
        Optional<Acceptance> accept = Acceptance.parse(scope.text("accept"));
        if (accept.isEmpty()) {
            throw scope.wrong("accept", "is none of reject, ask, signed, any");
        }
        List<SignatureRequirement> signatures = new ArrayList<>();
        if (scope.has("signatures")) {
            for (StrictObject signature : scope.objects("signatures")) {
                signatures.add(requirement(signature));
            }
        }
        if ((accept.get() == Acceptance.SIGNED) == signatures.isEmpty()) {
            throw scope.wrong("signatures", "belongs to \"accept\": \"signed\", with one or more");
        }
        return new ScopePolicy(
                name,
                accept.get(),
                scope.has("audit") && scope.flag("audit"),
                signatures,
                privileges(scope),
                scope.has("confinement") ? confinement(scope.object("confinement")) : Map.of());
    }

    private static Map<String, String> confinement(StrictObject words)
            throws InvalidDocumentException {
        Map<String, String> confinement = new LinkedHashMap<>();
        for (String name : words.names()) {
            Optional<ConfinementWord> word = ConfinementWord.find(name);
            if (word.isEmpty()) {
                throw words.wrong(name, "is none of " + ConfinementWord.keys());
            }
            WordForm form = word.get().form();
            if (!form.accepts(words.text(name))) {
                throw words.wrong(name, "must be " + form.text());
            }
            confinement.put(name, form.canonical(words.text(name)));
        }
        return confinement;
    }

    private static Optional<Map<String, List<String>>> privileges(StrictObject scope)
            throws InvalidDocumentException {
        if (!scope.has("privileges")) {
            return Optional.empty();
        }
        StrictObject privileges = scope.object("privileges");
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String name : privileges.names()) {
            all.put(name, privileges.texts(name));
        }
        return Optional.of(Map.copyOf(all));
    }

    private SignatureRequirement requirement(StrictObject signature)
            throws InvalidDocumentException {
        String type = signature.text("type");
        return switch (type) {
            case "cosign" -> key(signature);
            case "notation" -> notation(signature);
            case "sigstore" -> keyless(signature);
            default -> throw signature.wrong("type", "is none of cosign, notation, sigstore");
        };
    }

    private SignatureRequirement key(StrictObject signature) throws InvalidDocumentException {
        signature.requireOnly("type", "keyPath");
        String path = signature.text("keyPath");
        try {
            return new KeyRequirement(path, folder.key(path));
        } catch (IOException | InvalidSignatureException e) {
            throw unusable(signature, "keyPath", e);
        }
    }

    private SignatureRequirement notation(StrictObject signature) throws InvalidDocumentException {
        signature.requireOnly("type", "trustStore", "identities");
        List<SubjectIdentity> identities = new ArrayList<>();
        try {
            for (String text : signature.texts("identities")) {
                identities.add(SubjectIdentity.parse(text));
            }
        } catch (InvalidSignatureException e) {
            throw unusable(signature, "identities", e);
        }
        if (identities.isEmpty()) {
            throw signature.wrong("identities", "is empty");
        }
        String path = signature.text("trustStore");
        try {
            return new NotationRequirement(
                    path, new NotationVerifier(folder.roots(path), identities, clock));
        } catch (IOException | InvalidSignatureException e) {
            throw unusable(signature, "trustStore", e);
        }
    }

    private SignatureRequirement keyless(StrictObject signature) throws InvalidDocumentException {
        signature.requireOnly("type", "trustedRoot", "issuer", "identity");
        String identity = signature.text("identity");
        String issuer = signature.text("issuer");
        try {
            TrustedRoot root = TrustedRoot.read(folder.file(signature.text("trustedRoot")));
            return new KeylessRequirement(identity, new KeylessVerifier(root, issuer, identity));
        } catch (IOException | InvalidSignatureException e) {
            throw unusable(signature, "trustedRoot", e);
        } catch (InvalidDocumentException e) {
            throw signature.has("trustedRoot") ? unusable(signature, "trustedRoot", e) : e;
        }
    }

    private static InvalidDocumentException unusable(
            StrictObject signature, String field, Exception why) {
        return signature.wrong(field, "cannot be used: " + why.getMessage());
    }
}
