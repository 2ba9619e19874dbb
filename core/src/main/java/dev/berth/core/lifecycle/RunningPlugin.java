package dev.berth.core.lifecycle;

import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.publish.Publication;
import dev.berth.plugin.TaskExit;
import dev.berth.spi.PluginTask;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a running plugin consists of.
 *
 * @param socket its socket on the host, if it has one
 */
record RunningPlugin(
        PluginTask task,
        CompletionStage<TaskExit> exit,
        PluginConnection connection,
        Publication publication,
        Optional<PluginSocket> socket) {}
