package dev.berth.core.driver.logging;

import dev.berth.capability.HostFolder;
import dev.berth.driver.DriverClient;
import dev.berth.driver.logging.LogInfo;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.file.NewFolder;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.NewLog;
import java.io.IOException;
import java.util.OptionalInt;

/** Starts logs: makes the FIFO of each, and tells the plugin of it. */
final class LogFifos {
    private static final String IN_PLUGIN = "/run/docker/logging";

    private final HostFolder workshop;

    LogFifos(HostFolder workshop) {
        this.workshop = workshop;
    }

    /**
     * Starts a log.
     *
     * @throws PluginCallException if the plugin does not take it, or sees no FIFO of the host's
     */
    StartedLog start(DriverClient plugin, LogInfo info) throws InterruptedException {
        LogFifo fifo = create(plugin);
        StartedLog started = new StartedLog(plugin, fifo, IN_PLUGIN + "/" + fifo.name());
        try {
            LogMethods.START.call(plugin, new NewLog(started.file(), info));
            return started;
        } catch (RuntimeException | Error e) {
            fifo.close();
            throw e;
        }
    }

    private LogFifo create(DriverClient plugin) throws InterruptedException {
        HostFolder folder =
                plugin.hostFolder(IN_PLUGIN)
                        .orElseThrow(
                                () ->
                                        failed(
                                                plugin,
                                                "the plugin sees no folder of the host's at "
                                                        + IN_PLUGIN
                                                        + ": disable and enable it",
                                                null));
        try {
            if (plugin.pluginId().isEmpty()) {
                // A legacy plugin is the host's own, and so is its folder.
                NewFolder.make(folder.path(), "rwx------");
                return LogFifo.create(folder, folder);
            }
            NewFolder.make(workshop.path(), "rwx------");
            return LogFifo.create(workshop, folder);
        } catch (IOException e) {
            throw failed(plugin, "the log's FIFO cannot be made: " + e.getMessage(), e);
        }
    }

    private static PluginCallException failed(DriverClient plugin, String detail, Exception cause) {
        return new PluginCallException(
                plugin.plugin(),
                LogMethods.START.name(),
                Reason.UNREACHABLE,
                OptionalInt.empty(),
                detail,
                cause);
    }
}
