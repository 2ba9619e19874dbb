package dev.berth.core.lifecycle;

import dev.berth.core.client.PluginSocket;
import dev.berth.plugin.TaskExit;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A process that is ready, and what it was started with; nobody calls it yet. */
record StartedTask(PluginLaunch launch, PluginTask task) {

    /** Returns its socket on the host, if it has one. */
    Optional<PluginSocket> socket() {
        return launch.socket().map(path -> PluginSocket.of(launch.socketFolder(), path));
    }

    CompletionStage<TaskExit> exit() {
        return task.exit();
    }

    /** Returns how it has ended, if it has. */
    Optional<TaskExit> exitNow() {
        return Optional.ofNullable(exit().toCompletableFuture().getNow(null));
    }

    /**
     * Stops it, because it cannot be used after all.
     *
     * @param reason gets what goes wrong with that
     */
    void stop(Throwable reason) throws InterruptedException {
        try {
            task.stop(Duration.ZERO);
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }
}
