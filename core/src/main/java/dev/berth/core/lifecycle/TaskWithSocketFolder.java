package dev.berth.core.lifecycle;

import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.TaskExit;
import dev.berth.spi.PluginTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A plugin's process, and the folder of its socket, which goes when the process is stopped.
 *
 * @param deletion deletes the folder; throws nothing
 */
record TaskWithSocketFolder(PluginTask task, Runnable deletion) implements PluginTask {

    @Override
    public long pid() {
        return task.pid();
    }

    @Override
    public CompletionStage<TaskExit> exit() {
        return task.exit();
    }

    @Override
    public Optional<PluginUsage> usage() {
        return task.usage();
    }

    @Override
    public TaskExit stop(Duration grace) throws InterruptedException {
        TaskExit exit = task.stop(grace);
        deletion.run();
        return exit;
    }
}
