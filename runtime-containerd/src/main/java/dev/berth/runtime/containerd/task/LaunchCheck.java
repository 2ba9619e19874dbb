package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.PluginLaunch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Validates a launch: an entrypoint, and a socket path that the kernel takes. */
final class LaunchCheck {
    /** The kernel's limit for a unix socket's path, its end mark not counted. */
    private static final int LONGEST_SOCKET = 107;

    private LaunchCheck() {}

    static void check(PluginLaunch launch) {
        if (launch.config().entrypoint().isEmpty() && launch.settings().args().isEmpty()) {
            throw failure(launch, "its config has no entrypoint");
        }
        launch.socket().ifPresent(socket -> check(launch, socket));
    }

    private static void check(PluginLaunch launch, Path socket) {
        Path folder = launch.socketFolder().normalize();
        Path place = socket.normalize();
        if (!place.startsWith(folder) || place.equals(folder)) {
            throw failure(launch, "its socket's name leads out of its folder");
        }
        int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET) {
            throw failure(
                    launch,
                    "the path of its socket, "
                            + socket
                            + ", is longer than the kernel's "
                            + LONGEST_SOCKET
                            + " bytes");
        }
    }

    private static PluginRuntimeException failure(PluginLaunch launch, String why) {
        return new PluginRuntimeException(
                "plugin " + launch.name() + " cannot be started: " + why,
                new IllegalArgumentException(why));
    }
}
