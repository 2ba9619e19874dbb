package dev.berth.engine.exchange;

import dev.berth.plugin.PluginManager;
import java.io.InputStream;

/**
 * A request as a route's handler gets it.
 *
 * @param name the plugin's name in the path, empty if the route has none
 * @param body all of it, for a route that takes a {@link BodyMode#SMALL} one
 * @param upload the body as it comes in, for a route that takes a {@link BodyMode#STREAMED} one
 */
public record ApiRequest(RequestHead head, String name, byte[] body, InputStream upload) {

    /** Returns a manager that puts what is asked of it down to this request's peer. */
    public PluginManager from(PluginManager plugins) {
        return plugins.requestedBy(head.peer().get());
    }

    /** Returns the parameters after the question mark. */
    public Query query() {
        return head.query();
    }
}
