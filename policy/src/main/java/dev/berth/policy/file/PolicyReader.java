package dev.berth.policy.file;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a policy file, with the keys and certificates that it names by paths relative to itself.
 * One unknown, double or wrong field makes all of it invalid.
 */
final class PolicyReader {
    private static final int LIMIT = 1 << 20;

    /** A registry has a dot or a port in its name, or is this host. */
    private static final String SCOPE =
            "(localhost|[a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9.-]+:[0-9]+|\\[[0-9a-f:]+\\](:[0-9]+)?)"
                    + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

    private final PolicyFolder folder;
    private final InstantSource clock;

    PolicyReader(Path folder, InstantSource clock) {
        this.folder = new PolicyFolder(folder);
        this.clock = clock;
    }

    PolicyDocument read(byte[] file) throws InvalidPolicyException {
        try {
            return read(StrictJson.parse(file, LIMIT));
        } catch (InvalidDocumentException e) {
            int line = JsonLines.of(file, e.field());
            // A syntax error has its line already.
            String where = e.field().matches() ? "" : "line %d: ".formatted(line);
            throw new InvalidPolicyException(where + e.getMessage(), e);
        }
    }

    private PolicyDocument read(StrictObject file) throws InvalidDocumentException {
        file.requireOnly("version", "default", "plugins");
        if (file.number("version") != 1) {
            throw file.wrong("version", "is not 1");
        }
        Map<String, ScopePolicy> scopes = new LinkedHashMap<>();
        if (file.has("plugins")) {
            StrictObject plugins = file.object("plugins");
            for (String scope : plugins.names()) {
                if (!scope.matches(SCOPE)) {
                    throw plugins.wrong(scope, "is not a registry, or a path in one");
                }
                scopes.put(scope, scope(scope, plugins.object(scope)));
            }
        }
        return new PolicyDocument(scope("default", file.object("default")), scopes);
    }

    private ScopePolicy scope(String name, StrictObject scope) throws InvalidDocumentException {
        scope.requireOnly("accept", "audit", "signatures", "privileges");
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
                privileges(scope));
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
