package dev.berth.dist;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells a service manager that the engine is ready, by sd_notify(3). Java has no datagram sockets
 * of the unix family, so systemd's own program sends it, in the name of this process.
 *
 * @param environment of this process
 */
record SystemdNotify(Map<String, String> environment) {
    /** Names the manager's socket. */
    private static final String SOCKET = "NOTIFY_SOCKET";

    private static final int SECONDS = 5;

    /**
     * Sends {@code READY=1} if a service manager asked for it, and returns whether one did.
     *
     * @throws LaunchException if that cannot be: the manager would wait, and end the engine
     */
    boolean ready() throws LaunchException, InterruptedException {
        if (environment.getOrDefault(SOCKET, "").isEmpty()) {
            return false;
        }
        try {
            Process sender =
                    new ProcessBuilder("systemd-notify", "--ready")
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start();
            if (!sender.waitFor(SECONDS, TimeUnit.SECONDS)) {
                sender.destroyForcibly();
                throw failure("systemd-notify does not end");
            }
            if (sender.exitValue() != 0) {
                throw failure("systemd-notify ended with exit code " + sender.exitValue());
            }
            return true;
        } catch (IOException e) {
            throw failure("systemd-notify cannot be run: " + e.getMessage());
        }
    }

    private LaunchException failure(String what) {
        return new LaunchException(
                "the service manager at %s=%s cannot be told of the engine's start: %s"
                        .formatted(SOCKET, environment.get(SOCKET), what));
    }
}
