package dev.berth.testing.protocols;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.nio.charset.StandardCharsets;

/** Denies what has the word secret in a body. */
final class SecretsForbidden implements AuthzDriver {

    @Override
    public AuthzDecision authorizeRequest(AuthzRequest request) {
        return decision(request.method() + " " + request.uri(), request.body());
    }

    @Override
    public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
        return decision("response " + response.statusCode(), response.body());
    }

    private static AuthzDecision decision(String what, byte[] body) {
        return new String(body, StandardCharsets.UTF_8).contains("secret")
                ? AuthzDecision.deny(what + " is secret")
                : AuthzDecision.allow();
    }
}
