package dev.berth.registry.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ErrorBody;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.ServerNumber;
import dev.berth.shared.docker.JsonFields;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the response of a token service, whose fields are found as Go finds them: in any case, and
 * an empty one is none.
 */
final class TokenResponse {
    private static final long USUAL_SECONDS = 60;
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

    /** What an HTTP header can hold, RFC 9110, 5.5, in ASCII. */
    private static final Pattern LEGAL = Pattern.compile("[!-~](?:[ -~\t]*[!-~])?");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TokenResponse() {}

    /**
     * Returns the authorization by a token.
     *
     * @param service begins messages
     * @throws ExchangeException if there is none in it; no text of it is in the message, but what
     *     its fields for errors say
     */
    static CachedAuthorization parse(String service, byte[] body) throws IOException {
        JsonNode json = read(service, body);
        JsonFields fields = new JsonFields(json);
        String token =
                Stream.of("token", "access_token")
                        .map(name -> fields.get(name))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        if (token.isEmpty()) {
            throw noToken(service, ErrorBody.of(json));
        }
        if (!LEGAL.matcher(token).matches()) {
            throw new ExchangeException(
                    Reason.CORRUPT, service + " answered with a token that no header can hold");
        }
        long named = ServerNumber.parse(fields.text("expires_in")).orElse(USUAL_SECONDS);
        // A tenth is kept back: it must not run out on its way.
        return new CachedAuthorization(
                "Bearer " + token,
                Duration.ofSeconds(Math.min(named, MOST_SECONDS)).multipliedBy(9).dividedBy(10));
    }

    private static JsonNode read(String service, byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            // Without its cause, which may quote the token.
            throw noToken(service, "");
        }
    }

    private static ExchangeException noToken(String service, String words) {
        return new ExchangeException(
                Reason.CORRUPT,
                "%s did not answer with a token%s"
                        .formatted(service, words.isEmpty() ? "" : ": " + words));
    }
}
