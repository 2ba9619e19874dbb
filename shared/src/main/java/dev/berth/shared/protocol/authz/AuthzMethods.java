package dev.berth.shared.protocol.authz;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ServedProtocol;
import java.util.function.Consumer;

/** The methods of {@code docker.authz/1.0}. */
public final class AuthzMethods {
    public static final ProtocolMethod<AuthzRequest, AuthzDecision> REQUEST =
            ProtocolMethod.ask("AuthZPlugin.AuthZReq", AuthzForm.REQUEST, AuthzForm.DECISION);
    public static final ProtocolMethod<AuthzExchange, AuthzDecision> RESPONSE =
            ProtocolMethod.ask("AuthZPlugin.AuthZRes", AuthzForm.EXCHANGE, AuthzForm.DECISION);

    private AuthzMethods() {}

    /**
     * Returns a driver as it is served.
     *
     * @param failures told what the driver has thrown
     */
    public static ServedProtocol serve(AuthzDriver driver, Consumer<Throwable> failures) {
        return new ServedProtocol("authz", "Err", failures)
                .on(REQUEST, driver::authorizeRequest)
                .on(
                        RESPONSE,
                        exchange ->
                                driver.authorizeResponse(exchange.request(), exchange.response()));
    }
}
