package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;

/** One thing that can be asked of the engine. */
public interface Route {

    /** Returns the HTTP method. */
    String method();

    /** Returns the paths it answers. */
    PathPattern path();

    /** Returns what it does with the body. */
    default BodyMode payload() {
        return BodyMode.IGNORED;
    }

    /**
     * Begins to serve a request, and does not wait for the end.
     *
     * @throws dev.berth.engine.exchange.BadRequestException if the request is not as it should be
     * @throws dev.berth.plugin.error.PluginException if it cannot be done
     */
    void serve(ApiRequest request, Reply reply);
}
