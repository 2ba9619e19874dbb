package dev.berth.core.publish;

import dev.berth.core.work.PluginQueue;
import dev.berth.driver.DriverClient;
import java.util.Map;

/**
 * A client that handlers and driver factories are told of, and the queue of its plugin. It is the
 * same one while the plugin runs, also when an upgrade changes what its services say.
 */
final class PublishedClient {
    private final DriverClient client;
    private final PluginQueue queue;
    private volatile Map<String, Object> properties;

    PublishedClient(DriverClient client, PluginQueue queue, Map<String, Object> properties) {
        this.client = client;
        this.queue = queue;
        this.properties = properties;
    }

    DriverClient client() {
        return client;
    }

    PluginQueue queue() {
        return queue;
    }

    /** Returns what its services say now. */
    Map<String, Object> properties() {
        return properties;
    }

    /** Sets what its services say; those that are registered say it after their refresh. */
    void describe(Map<String, Object> now) {
        properties = now;
    }
}
