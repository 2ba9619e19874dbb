package dev.berth.shared.protocol.authz;

import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;

/** The request of {@code AuthZRes}: a request, and the response to it. */
public record AuthzExchange(AuthzRequest request, AuthzResponse response) {}
