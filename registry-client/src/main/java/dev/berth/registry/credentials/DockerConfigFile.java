package dev.berth.registry.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The docker command's {@code config.json}: its logins and the names of its credential helpers. */
final class DockerConfigFile {
    private final Path path;
    private final JsonNode content;

    private DockerConfigFile(Path path, JsonNode content) {
        this.path = path;
        this.content = content;
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

    /** Returns the name of the credential helper for a registry. */
    Optional<String> helper(String key) {
        String own = content.path("credHelpers").path(key).asText("");
        return Optional.of(own.isEmpty() ? content.path("credsStore").asText("") : own)
                .filter(name -> !name.isEmpty());
    }

    /** Returns the login to a registry that stands in the file itself. */
    Optional<RegistryCredentials> login(String key) throws IOException {
        JsonNode auths = content.path("auths");
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
        String username = entry.path("username").asText("");
        String password = entry.path("password").asText("");
        String auth = entry.path("auth").asText("");
        if (!auth.isEmpty()) {
            String pair = decode(key, auth);
            int colon = pair.indexOf(':');
            username = colon < 0 ? pair : pair.substring(0, colon);
            password = colon < 0 ? "" : pair.substring(colon + 1);
        }
        return Optional.of(
                RegistryCredentials.of(username, password)
                        .withIdentityToken(entry.path("identitytoken").asText(""))
                        .withRegistryToken(entry.path("registrytoken").asText("")));
    }

    private String decode(String key, String auth) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the login to %s in %s is not base64; log in again".formatted(key, path));
        }
    }
}
