package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.json.CredentialsJson;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import java.util.Optional;

/** What a request says of a registry. */
final class RemoteParameters {
    private RemoteParameters() {}

    /** Returns the parameter {@code remote}. */
    static PluginReference of(ApiRequest request) {
        return PluginReference.parse(request.query().get("remote")).withDefaultTag();
    }

    /** Returns what is asked for of that registry, with the login that was sent along. */
    static InstallRequest install(ApiRequest request) {
        InstallRequest anonymous = InstallRequest.of(of(request));
        return credentials(request).map(anonymous::with).orElse(anonymous);
    }

    /** Returns the login that was sent along. */
    static Optional<RegistryCredentials> credentials(ApiRequest request) {
        return CredentialsJson.parseHeader(request.head().header(CredentialsJson.HEADER));
    }
}
