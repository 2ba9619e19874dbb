package dev.berth.runtime.containerd.task;

import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.SocketWatch;
import dev.berth.runtime.containerd.connection.SocketWatch.Outcome;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.file.MountTable;
import dev.berth.spi.PluginLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts a task, and waits until its socket accepts, its process ends, or the time is over. */
final class SocketReadiness {
    /** Longer than the time for which clients do not trust a folder that has changed. */
    private static final Duration QUIET = Duration.ofMillis(50);

    private final PluginLaunch launch;
    private final ContainerdTask plugin;
    private final DirectoryWatcher folders;

    /** Makes the process run. */
    @FunctionalInterface
    interface Start {
        void run() throws ContainerdCallException, InterruptedException;
    }

    SocketReadiness(PluginLaunch launch, ContainerdTask plugin, DirectoryWatcher folders) {
        this.launch = launch;
        this.plugin = plugin;
        this.folders = folders;
    }

    /** Starts it, already watching, and returns when it is ready. */
    void startAndWait(Start start)
            throws IOException, ContainerdCallException, InterruptedException {
        if (launch.socket().isEmpty()) {
            start.run();
            return;
        }
        Path socket = launch.socket().get();
        try (SocketWatch watch = SocketWatch.of(launch.socketFolder(), socket, folders)) {
            plugin.exit().thenRun(watch::close);
            start.run();
            Outcome outcome = watch.await(launch.timeout());
            TaskExit exit = plugin.exitNow();
            if (exit != null) {
                throw ended(socket, exit);
            }
            if (outcome != Outcome.ACCEPTS) {
                throw late(socket);
            }
            Path folder = launch.socketFolder().toRealPath();
            if (MountTable.readBelow(folder).followsLinks(folder)) {
                // Clients tell by its age that nobody has put a link there as they connect.
                watch.awaitQuiet(QUIET, launch.timeout());
            }
        }
    }

    private PluginRuntimeException ended(Path socket, TaskExit exit) {
        return PluginRuntimeException.ended(
                "plugin "
                        + launch.name()
                        + " ended with exit code "
                        + exit.code()
                        + exit.outOfMemoryReason().map(why -> ", " + why + ",").orElse("")
                        + " before its socket "
                        + socket.getFileName()
                        + " accepted a connection"
                        + (exit.lastOutput().isEmpty()
                                ? "; it printed nothing"
                                : "; the last it printed:"),
                exit);
    }

    private PluginTimeoutException late(Path socket) {
        List<String> lines = plugin.lastLines();
        return new PluginTimeoutException(
                "plugin "
                        + launch.name()
                        + " runs, but "
                        + state(socket)
                        + " after "
                        + launch.timeout().toMillis() / 1000.0
                        + " s"
                        + (lines.isEmpty()
                                ? "; it printed nothing"
                                : "; the last it printed:\n  " + String.join("\n  ", lines)),
                launch.timeout());
    }

    private static String state(Path socket) {
        return Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                ? "its socket " + socket + " does not accept a connection"
                : "its socket " + socket + " is not there";
    }
}
