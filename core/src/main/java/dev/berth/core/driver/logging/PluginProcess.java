package dev.berth.core.driver.logging;

import dev.berth.driver.DriverClient;
import java.util.Optional;

/**
 * One run of a plugin's process, compared by identity: after a hot upgrade another one is at the
 * other end of the same client.
 */
final class PluginProcess {
    /** No process. */
    static final PluginProcess NONE = new PluginProcess(Optional.empty());

    private final Optional<DriverClient> client;

    private PluginProcess(Optional<DriverClient> client) {
        this.client = client;
    }

    static PluginProcess of(DriverClient client) {
        return new PluginProcess(Optional.of(client));
    }

    Optional<DriverClient> client() {
        return client;
    }

    boolean isOf(DriverClient other) {
        return client.filter(known -> known == other).isPresent();
    }
}
