package dev.berth.registry.credentials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.shared.docker.JsonFields;
import dev.berth.shared.json.Utf8Json;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client of one credential helper, by <a
 * href="https://github.com/docker/docker-credential-helpers">Docker's protocol</a>: the registry
 * goes to the program's input, a JSON document comes from its output.
 */
final class CredentialHelper {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*");
    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final String TOKEN_USER = "<token>";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String program;
    private final String searchPath;
    private final Duration limit;

    /**
     * @param name without the {@code docker-credential-} that its program's name begins with
     * @param searchPath the folders to look for it in, as in {@code PATH}
     * @param limit how long it may take
     * @throws IOException if the name is not one of a helper
     */
    CredentialHelper(String name, String searchPath, Duration limit) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException(
                    "\"%s\" is no credential helper's name"
                            .formatted(PrintableText.shortened(name)));
        }
        this.program = "docker-credential-" + name;
        this.searchPath = searchPath;
        this.limit = limit;
    }

    /**
     * Returns the login to a registry; empty if the helper has none.
     *
     * @throws IOException if the helper cannot be run or fails
     */
    Optional<RegistryCredentials> get(String key) throws IOException, InterruptedException {
        HelperProcess.Result result =
                new HelperProcess(program, searchPath, limit)
                        .run("get", key.getBytes(StandardCharsets.UTF_8));
        if (result.exitCode() == 0) {
            return Optional.of(credentials(result.output()));
        }
        String message = new String(result.output(), StandardCharsets.UTF_8).strip();
        if (message.contains(NOT_FOUND)) {
            return Optional.empty();
        }
        String words = PrintableText.shortened(firstLine(message));
        throw new IOException(
                "%s ended with exit code %d%s"
                        .formatted(
                                program, result.exitCode(), words.isEmpty() ? "" : ": " + words));
    }

    /** Returns what it says of its failure; a JSON document may be the credentials themselves. */
    private static String firstLine(String message) {
        return message.lines().findFirst().filter(line -> !line.contains("{")).orElse("");
    }

    /** Reads the output as Go does, fields in any case; without a secret it is no login. */
    RegistryCredentials credentials(byte[] output) throws IOException {
        JsonFields fields = new JsonFields(object(output));
        String user = text(fields, "Username");
        String secret = text(fields, "Secret");
        return user.equals(TOKEN_USER)
                ? RegistryCredentials.of("", "").withIdentityToken(secret)
                : RegistryCredentials.of(user, secret);
    }

    private String text(JsonFields fields, String name) throws IOException {
        if (fields.get(name).isContainerNode()) {
            throw notAsExpected("a text as " + name);
        }
        return fields.text(name);
    }

    private JsonNode object(byte[] output) throws IOException {
        try {
            // Go's decoder reads the first value, and nothing behind it.
            JsonNode json = JSON.readTree(Utf8Json.replaced(output));
            if (json.isObject() || json.isNull()) {
                return json;
            }
            throw notAsExpected("a JSON object");
        } catch (JacksonException e) {
            // Without its words, which may quote a secret.
            throw notAsExpected("JSON");
        }
    }

    private IOException notAsExpected(String form) {
        return new IOException("%s did not answer with %s".formatted(program, form));
    }
}
