package dev.berth.shared.protocol.authz;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.shared.protocol.MessageForm;
import java.util.Base64;
import java.util.Map;

/** Requests, responses and decisions as JSON. Members that are empty are left out, as in Docker. */
final class AuthzForm {
    static final MessageForm<AuthzRequest> REQUEST =
            new MessageForm<>(AuthzForm::write, AuthzForm::request);

    static final MessageForm<AuthzExchange> EXCHANGE =
            new MessageForm<>(
                    exchange -> write(write(exchange.request()), exchange.response()),
                    json -> new AuthzExchange(request(json), response(json)));

    static final MessageForm<AuthzDecision> DECISION =
            new MessageForm<>(
                    decision ->
                            JsonObject.empty()
                                    .with("Allow", decision.allowed())
                                    .withText("Msg", decision.message()),
                    json ->
                            json.flag("Allow")
                                    ? AuthzDecision.allow()
                                    : AuthzDecision.deny(json.textOrEmpty("Msg")));

    private AuthzForm() {}

    private static JsonObject write(AuthzRequest request) {
        JsonObject json =
                JsonObject.empty()
                        .withText("User", request.user())
                        .withText("UserAuthNMethod", request.userAuthNMethod())
                        .withText("RequestMethod", request.method())
                        .withText("RequestUri", request.uri())
                        .withText("RequestBody", base64(request.body()));
        JsonObject headed = headers(json, "RequestHeaders", request.headers());
        return request.peerCertificates().isEmpty()
                ? headed
                : headed.with(
                        "RequestPeerCertificates",
                        request.peerCertificates().stream().map(PeerCertificate::write).toList());
    }

    private static JsonObject write(JsonObject request, AuthzResponse response) {
        JsonObject status =
                response.statusCode() == 0
                        ? request
                        : request.with("ResponseStatusCode", response.statusCode());
        return headers(
                status.withText("ResponseBody", base64(response.body())),
                "ResponseHeaders",
                response.headers());
    }

    private static JsonObject headers(JsonObject json, String name, Map<String, String> headers) {
        return headers.isEmpty() ? json : json.with(name, headers);
    }

    private static AuthzRequest request(JsonObject json) {
        return AuthzRequest.of(json.textOrEmpty("RequestMethod"), json.textOrEmpty("RequestUri"))
                .withUser(json.textOrEmpty("User"), json.textOrEmpty("UserAuthNMethod"))
                .withHeaders(json.textMap("RequestHeaders"))
                .withBody(bytes(json, "RequestBody"))
                .withPeerCertificates(
                        json.texts("RequestPeerCertificates").stream()
                                .map(PeerCertificate::read)
                                .toList());
    }

    private static AuthzResponse response(JsonObject json) {
        long status = json.number("ResponseStatusCode").orElse(0);
        if (status < 0 || status > 999) {
            throw new InvalidMessageException("\"ResponseStatusCode\" is no status of HTTP");
        }
        return AuthzResponse.of((int) status)
                .withHeaders(json.textMap("ResponseHeaders"))
                .withBody(bytes(json, "ResponseBody"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonObject json, String name) {
        try {
            return Base64.getDecoder().decode(json.textOrEmpty(name));
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("\"" + name + "\" is not base64");
        }
    }
}
