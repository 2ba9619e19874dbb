package dev.berth.core.driver.logging;

import dev.berth.driver.DriverClient;
import java.util.Optional;

/**
 * One run of a plugin's process, compared by identity: after a hot upgrade another one is at the
 * other end of the same client.
 */
final class ProcessRun {
    /** No process. */
    static final ProcessRun NONE = new ProcessRun(Optional.empty());

    private final Optional<DriverClient> client;

    private ProcessRun(Optional<DriverClient> client) {
        this.client = client;
    }

    static ProcessRun of(DriverClient client) {
        return new ProcessRun(Optional.of(client));
    }

    Optional<DriverClient> client() {
        return client;
    }

    boolean isOf(DriverClient other) {
        return client.filter(known -> known == other).isPresent();
    }
}
