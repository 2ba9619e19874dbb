package dev.berth.spi;

import dev.berth.plugin.TaskExit;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** A plugin that runs. */
@ConsumerType
public interface PluginTask {

    /** Returns the host's process ID. */
    long pid();

    /**
     * Returns the stage that completes when the process has ended, for whatever reason. Dependent
     * actions must not block.
     */
    CompletionStage<TaskExit> exit();

    /**
     * Ends the process: SIGTERM, and SIGKILL when it is still there after a while. Then removes the
     * container and undoes its mounts. Does nothing to a process that has ended but to clean up
     * after it.
     *
     * @param grace how long SIGTERM may take
     * @return how it ended
     * @throws dev.berth.plugin.error.PluginRuntimeException if it cannot be ended
     * @throws InterruptedException if the thread was interrupted; the stop may be half done
     */
    TaskExit stop(Duration grace) throws InterruptedException;
}
