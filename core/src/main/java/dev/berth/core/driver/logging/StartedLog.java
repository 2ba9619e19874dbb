package dev.berth.core.driver.logging;

import dev.berth.driver.DriverClient;
import dev.berth.shared.protocol.logging.LogMethods;

/**
 * A log that a process of a plugin reads.
 *
 * @param file the FIFO's path in the plugin
 */
record StartedLog(DriverClient plugin, LogFifo fifo, String file) {

    /** Tells the plugin that nothing more comes, and closes the FIFO. */
    void stop() {
        try (fifo) {
            LogMethods.STOP.call(plugin, file);
        }
    }
}
