package dev.berth.policy.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.shared.text.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scope by the keys of a configuration. It is read as the same scope in a file, so that both mean
 * the same.
 *
 * @param pid of the configuration, for people
 * @param values of its keys; a text, a flag or a list of texts
 */
public record ScopeProperties(String pid, Map<String, Object> values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 1 << 20;

    /** The keys that fields of a file's scope are made of. */
    private static final Map<String, String> KEYS =
            Map.of(
                    "keyPath", "cosign.keys",
                    "trustStore", "notation.trust.store",
                    "identities", "notation.identities",
                    "trustedRoot", "sigstore.trusted.root",
                    "issuer", "sigstore.issuer",
                    "identity", "sigstore.identity",
                    "signatures", "cosign.keys, notation.trust.store, sigstore.trusted.root");

    public ScopeProperties {
        values = Map.copyOf(values);
    }

    PolicyPart read(ScopeReader reader) throws InvalidPolicyException {
        String scope = text("scope");
        boolean fallback = scope.equals(ScopePolicy.FALLBACK);
        if (!fallback && !ScopeReader.isScope(scope)) {
            throw wrong(
                    "scope",
                    "is not a registry, a path in one, or default: \"%s\""
                            .formatted(PrintableText.shortened(scope)),
                    null);
        }
        try {
            byte[] document = JSON.writeValueAsBytes(document());
            ScopePolicy policy = reader.read(scope, StrictJson.parse(document, LIMIT));
            return fallback
                    ? new PolicyPart(pid, Optional.of(policy), Map.of())
                    : new PolicyPart(pid, Optional.empty(), Map.of(scope, policy));
        } catch (InvalidDocumentException e) {
            throw wrong(key(e.field()), e.problem(), e);
        } catch (JsonProcessingException e) {
            throw wrong("scope", "cannot be read", e);
        }
    }

    private ObjectNode document() throws InvalidPolicyException {
        ObjectNode scope = JSON.createObjectNode();
        scope.put("accept", text("accept"));
        scope.put("audit", flag("audit"));
        ArrayNode signatures = scope.putArray("signatures");
        for (String path : texts("cosign.keys")) {
            signatures.addObject().put("type", "cosign").put("keyPath", path);
        }
        if (!text("notation.trust.store").isEmpty()) {
            ObjectNode one = signatures.addObject().put("type", "notation");
            one.put("trustStore", text("notation.trust.store"));
            texts("notation.identities").forEach(one.putArray("identities")::add);
        }
        if (!text("sigstore.trusted.root").isEmpty()) {
            signatures
                    .addObject()
                    .put("type", "sigstore")
                    .put("trustedRoot", text("sigstore.trusted.root"))
                    .put("issuer", text("sigstore.issuer"))
                    .put("identity", text("sigstore.identity"));
        }
        if (flag("privileges.bounded")) {
            ObjectNode privileges = scope.putObject("privileges");
            for (String[] one : pairs("privileges")) {
                privileges.withArray(JsonPointer.empty().appendProperty(one[0])).add(one[1]);
            }
        }
        ObjectNode confinement = scope.putObject("confinement");
        for (String[] one : pairs("confinement")) {
            confinement.put(one[0], one[1]);
        }
        return scope;
    }

    /** Returns the parts of entries {@code NAME=VALUE}. */
    private List<String[]> pairs(String key) throws InvalidPolicyException {
        List<String> entries = texts(key);
        for (String entry : entries) {
            if (entry.indexOf('=') < 1) {
                String quoted = PrintableText.shortened(entry);
                throw wrong(key, "\"%s\" is not NAME=VALUE".formatted(quoted), null);
            }
        }
        return entries.stream().map(entry -> entry.split("=", 2)).toList();
    }

    private String text(String key) {
        return values.get(key) instanceof String text ? text.strip() : "";
    }

    private boolean flag(String key) {
        return values.get(key) instanceof Boolean flag && flag;
    }

    private List<String> texts(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).filter(text -> !text.isBlank()).toList()
                : List.of();
    }

    /** Returns the key that a field of the document is made of. */
    private static String key(JsonPointer field) {
        String key = "scope";
        for (JsonPointer part = field; !part.matches(); part = part.tail()) {
            String name = part.getMatchingProperty();
            key = KEYS.getOrDefault(name, part == field ? name : key);
        }
        return key;
    }

    private InvalidPolicyException wrong(String key, String problem, Exception cause) {
        return new InvalidPolicyException("%s: key %s: %s".formatted(pid, key, problem), cause);
    }
}
