package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.shared.docker.JsonFields;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads {@code AuthConfig} of Docker's API: a login as JSON, in the header {@code X-Registry-Auth}
 * in base64.
 */
public final class CredentialsJson {
    public static final String HEADER = "X-Registry-Auth";

    private CredentialsJson() {}

    /** Reads the header. As in Docker, one that cannot be read counts as none. */
    public static Optional<RegistryCredentials> parseHeader(Optional<String> header) {
        return header.flatMap(CredentialsJson::decode)
                .flatMap(CredentialsJson::read)
                .flatMap(CredentialsJson::of);
    }

    /** Returns the login in a JSON value, if there is one. */
    public static Optional<RegistryCredentials> of(JsonNode json) {
        JsonFields f = new JsonFields(json);
        return Optional.of(
                        RegistryCredentials.of(f.text("username"), f.text("password"))
                                .withIdentityToken(f.text("identitytoken"))
                                .withRegistryToken(f.text("registrytoken")))
                .filter(c -> !c.equals(RegistryCredentials.of("", "")));
    }

    /** Returns {@code serveraddress}, the registry that a login names. */
    public static String server(JsonNode json) {
        return new JsonFields(json).text("serveraddress");
    }

    private static Optional<JsonNode> read(byte[] text) {
        try {
            return Optional.of(DocumentReader.read(text));
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> decode(String header) {
        try {
            // Clients differ in which of the two alphabets they take.
            String urlSafe = header.strip().replace('+', '-').replace('/', '_');
            return Optional.of(Base64.getUrlDecoder().decode(urlSafe));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
