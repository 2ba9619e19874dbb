package dev.berth.spi;

import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.TaskExit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** The process of a plugin that was started or taken over, until it has ended. */
@ConsumerType
public interface PluginTask {

    /** Returns the process ID as the host sees it. */
    long pid();

    /**
     * Returns the stage that completes normally when the process has ended, for whatever reason,
     * with all that it wrote read and logged. It never completes exceptionally.
     *
     * <p>Dependent actions run on the runtime's threads and must not block. A stage that does not
     * complete hides the plugin's death, and nothing else: the plugin stays enabled and is not
     * started again, and calls to it fail as unreachable. {@link #stop} does not rely on it.
     */
    CompletionStage<TaskExit> exit();

    /**
     * Returns what the process and its children use now; empty if it has ended, or the runtime
     * cannot tell.
     */
    default Optional<PluginUsage> usage() {
        return Optional.empty();
    }

    /**
     * Ends the process: SIGTERM, and SIGKILL when it is still there after a while. Then removes the
     * container and undoes its mounts. Does nothing to a process that has ended but to clean up
     * after it.
     *
     * @param grace how long SIGTERM may take; zero to kill it at once
     * @return how it ended
     * @throws dev.berth.plugin.error.PluginRuntimeException if it cannot be ended, or what it left
     *     cannot be removed
     * @throws InterruptedException if the thread was interrupted; the stop may be half done, and a
     *     later {@link PluginRuntime#clear} completes it
     */
    TaskExit stop(Duration grace) throws InterruptedException;
}
