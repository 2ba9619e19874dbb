package dev.berth.core.lifecycle;

import dev.berth.core.client.PluginConnection;
import dev.berth.core.publish.Publication;
import dev.berth.plugin.TaskExit;
import dev.berth.spi.PluginTask;
import java.util.concurrent.CompletionStage;

/**
 * What a running plugin consists of.
 *
 * @param since {@link System#nanoTime} when it was ready
 */
record RunningPlugin(
        PluginTask task,
        CompletionStage<TaskExit> exit,
        PluginConnection connection,
        Publication publication,
        long since) {}
