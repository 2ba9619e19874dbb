package dev.berth.registry.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.shared.docker.JsonFields;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The docker command's {@code config.json}: its logins and the names of its credential helpers. Its
 * fields are found in any case, as Go finds them; the names of registries are no fields.
 */
final class DockerConfigFile {
    private final Path path;
    private final JsonFields content;

    private DockerConfigFile(Path path, JsonNode content) throws IOException {
        this.path = path;
        this.content = new JsonFields(requireObject("it", content));
    }

    /**
     * Reads the file; one that is not there holds nothing.
     *
     * @throws IOException if it cannot be read or is not JSON; no text of it is in the message
     */
    static DockerConfigFile read(Path path) throws IOException {
        try {
            return new DockerConfigFile(path, DocumentReader.read(Files.readAllBytes(path)));
        } catch (NoSuchFileException e) {
            return new DockerConfigFile(path, MissingNode.getInstance());
        } catch (InvalidJsonException e) {
            // Without its words, which may quote a login.
            String place = e.syntaxError().map(error -> ", at " + error.place()).orElse("");
            throw new IOException("%s is not JSON%s".formatted(path, place));
        }
    }

    /**
     * Returns the name of the credential helper for a registry. One that is named as an empty text
     * is none: that registry's login is in the file itself.
     */
    Optional<String> helper(String key) throws IOException {
        JsonNode helpers = requireObject("credHelpers", content.get("credHelpers"));
        String name =
                helpers.has(key)
                        ? requireText("credHelpers", helpers.get(key))
                        : requireText("credsStore", content.get("credsStore"));
        return Optional.of(name).filter(one -> !one.isEmpty());
    }

    /** Returns the login to a registry that stands in the file itself. */
    Optional<RegistryCredentials> login(String key) throws IOException {
        JsonNode auths = requireObject("auths", content.get("auths"));
        if (auths.has(key)) {
            return credentials(key, auths.get(key));
        }
        for (Map.Entry<String, JsonNode> entry : auths.properties()) {
            if (host(entry.getKey()).equals(host(key))) {
                return credentials(key, entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** Old versions of the docker command wrote whole URLs as keys. */
    private static String host(String key) {
        return key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    }

    private Optional<RegistryCredentials> credentials(String key, JsonNode entry)
            throws IOException {
        JsonFields fields = new JsonFields(requireObject("the login to " + key, entry));
        String auth = text(fields, "auth");
        RegistryCredentials named =
                auth.isEmpty()
                        ? RegistryCredentials.of(text(fields, "username"), text(fields, "password"))
                        : decode(key, auth);
        return Optional.of(
                named.withIdentityToken(text(fields, "identitytoken"))
                        .withRegistryToken(text(fields, "registrytoken")));
    }

    private static String text(JsonFields fields, String name) throws IOException {
        return requireText(name, fields.get(name));
    }

    private static String requireText(String name, JsonNode value) throws IOException {
        if (value.isContainerNode()) {
            throw expected(name, "a text", value);
        }
        return value.asText("");
    }

    /** Returns a value that is an object; null and nothing are an empty one. */
    private static JsonNode requireObject(String name, JsonNode value) throws IOException {
        if (value.isObject() || value.isNull() || value.isMissingNode()) {
            return value;
        }
        throw expected(name, "an object", value);
    }

    private static IOException expected(String name, String form, JsonNode value) {
        // Without the value, which may be a secret in a wrong place.
        String kind = value.isArray() ? "a list" : value.isObject() ? "an object" : "a text";
        return new IOException(
                "%s must be %s, not %s".formatted(PrintableText.shortened(name), form, kind));
    }

    /** Decodes {@code USER:PASSWORD}, as the docker command's {@code decodeAuth}. */
    private RegistryCredentials decode(String key, String auth) throws IOException {
        String pair;
        try {
            // Go leaves line ends in base64 out.
            byte[] bytes = Base64.getDecoder().decode(auth.replaceAll("[\r\n]", ""));
            pair = new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable(key, "not base64");
        }
        int colon = pair.indexOf(':');
        if (colon <= 0) {
            throw unreadable(key, "not USER:PASSWORD in base64");
        }
        // Old versions of the command wrote a password with NULs behind it.
        return RegistryCredentials.of(
                pair.substring(0, colon), pair.substring(colon + 1).replaceAll("^\0+|\0+$", ""));
    }

    private IOException unreadable(String key, String problem) {
        return new IOException(
                "the login to %s in %s is %s; log in again"
                        .formatted(PrintableText.shortened(key), path, problem));
    }
}
