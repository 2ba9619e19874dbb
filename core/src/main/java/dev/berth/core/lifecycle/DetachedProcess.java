package dev.berth.core.lifecycle;

import dev.berth.spi.PluginTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The first process of a plugin whose runtime went while it ran on. Its end is that of the whole
 * container; what the runtime has of it is cleared away by the next one.
 *
 * @param handle holds the start time too: a process ID that is used anew is another process
 */
record DetachedProcess(ProcessHandle handle) {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    static Optional<DetachedProcess> of(PluginTask task) {
        return ProcessHandle.of(task.pid()).map(DetachedProcess::new);
    }

    /** Ends it by SIGTERM, or after the grace by SIGKILL; returns whether it has ended. */
    boolean end(Duration grace) throws InterruptedException {
        handle.destroy();
        if (ends(grace)) {
            return true;
        }
        handle.destroyForcibly();
        return ends(KILL_LIMIT);
    }

    private boolean ends(Duration limit) throws InterruptedException {
        try {
            handle.onExit().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end of a process is never a failure", e);
        }
    }
}
