package dev.berth.engine.route;

import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;

/** One thing that can be asked of the engine. */
public interface Route {

    /** Returns the HTTP method. */
    String method();

    /** Returns the paths it answers. */
    PathPattern path();

    /** Returns what it does with the body. */
    default Payload payload() {
        return Payload.IGNORED;
    }

    /**
     * Begins to serve a request, and does not wait for the end.
     *
     * @throws dev.berth.engine.exchange.Refusal if the request is not as it should be
     * @throws dev.berth.plugin.error.PluginException if it cannot be done
     */
    void serve(Request request, Reply reply);
}
