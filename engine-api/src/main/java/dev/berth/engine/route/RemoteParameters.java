package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.json.CredentialsJson;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import java.util.Optional;

/** The parameter {@code remote} and the login of requests that go to a registry. */
final class RemoteParameters {
    private RemoteParameters() {}

    /** Returns the reference in the parameter {@code remote}, with a tag. */
    static PluginReference of(ApiRequest request) {
        return PluginReference.parse(request.query().get("remote")).withDefaultTag();
    }

    /** Returns an install request for that reference, with the login of the request. */
    static InstallRequest install(ApiRequest request) {
        InstallRequest anonymous = InstallRequest.of(of(request));
        return credentials(request).map(anonymous::withCredentials).orElse(anonymous);
    }

    /** Returns the login of the request. */
    static Optional<RegistryCredentials> credentials(ApiRequest request) {
        return CredentialsJson.parseHeader(request.head().header(CredentialsJson.HEADER));
    }
}
