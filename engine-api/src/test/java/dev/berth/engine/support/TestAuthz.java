package dev.berth.engine.support;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A chain that decides as the test says; without plugins nobody is asked. */
public final class TestAuthz implements AuthzChain {
    /** The names of its plugins. */
    public volatile List<String> plugins = List.of();

    /** Throws if a request is denied. */
    public volatile Consumer<AuthzRequest> ofRequests = request -> {};

    /** Throws if a response is denied. */
    public volatile BiConsumer<AuthzRequest, AuthzResponse> ofResponses = (request, response) -> {};

    /** What was asked, in order. */
    public final List<AuthzRequest> requests = new CopyOnWriteArrayList<>();

    /** What was asked, in order. */
    public final List<AuthzResponse> responses = new CopyOnWriteArrayList<>();

    @Override
    public AuthzChain withPlugins(List<String> names) {
        plugins = names;
        return this;
    }

    @Override
    public List<String> plugins() {
        return plugins;
    }

    @Override
    public List<String> missing() {
        return List.of();
    }

    @Override
    public int maxBodyBytes() {
        return 1000;
    }

    @Override
    public boolean showsBody(String path, Optional<String> contentType) {
        return !path.endsWith("/auth") && contentType.orElse("").matches("|application/json");
    }

    @Override
    public void authorizeRequest(AuthzRequest request) {
        requests.add(request);
        ofRequests.accept(request);
    }

    @Override
    public void authorizeResponse(AuthzRequest request, AuthzResponse response) {
        responses.add(response);
        ofResponses.accept(request, response);
    }
}
