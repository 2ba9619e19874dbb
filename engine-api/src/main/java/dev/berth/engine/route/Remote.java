package dev.berth.engine.route;

import dev.berth.engine.exchange.Request;
import dev.berth.engine.json.CredentialsJson;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Reference;
import dev.berth.plugin.RegistryCredentials;
import java.util.Optional;

/** What a request says of a registry. */
final class Remote {
    private Remote() {}

    /** Returns the parameter {@code remote}. */
    static Reference of(Request request) {
        return Reference.parse(request.query().get("remote")).withDefaultTag();
    }

    /** Returns what is asked for of that registry, with the login that was sent along. */
    static InstallRequest install(Request request) {
        InstallRequest anonymous = InstallRequest.of(of(request));
        return credentials(request).map(anonymous::with).orElse(anonymous);
    }

    /** Returns the login that was sent along. */
    static Optional<RegistryCredentials> credentials(Request request) {
        return CredentialsJson.parseHeader(request.head().header(CredentialsJson.HEADER));
    }
}
