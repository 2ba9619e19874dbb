package dev.berth.engine.itest.bench;

import dev.berth.engine.itest.TestEnvironment;
import dev.berth.testing.Programs;
import dev.berth.testing.RestartableServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the two engines: its API, and its process, which is ended and started again.
 *
 * @param plugins the folder that has one for each plugin, with its {@code rootfs}
 * @param sockets the folder that has one for each plugin's socket
 * @param digits of a plugin's ID that such a folder is called by
 */
record MeasuredEngine(
        String name,
        EngineRequests api,
        RestartableServer process,
        Path plugins,
        Path sockets,
        int digits) {
    private static final int SHORT_ID = 8;
    private static final int ID = 64;

    static MeasuredEngine berth(TestEnvironment machines) {
        return new MeasuredEngine(
                "berth",
                new EngineRequests(machines.berthSocket()),
                machines.berth(),
                machines.folder().resolve("berth/plugins"),
                machines.berthSockets(),
                SHORT_ID);
    }

    /** Every dockerd has the sockets in the same place, whatever its own folders are. */
    static MeasuredEngine dockerd(TestEnvironment machines) {
        return new MeasuredEngine(
                "dockerd",
                new EngineRequests(machines.dockerSocket()),
                machines.dockerd(),
                machines.folder().resolve("docker/plugins"),
                Path.of("/run/docker/plugins"),
                ID);
    }

    /** Starts it, and waits for its first answer. */
    void start() throws IOException, InterruptedException {
        try (SocketWait wait = new SocketWait(process, api.socket().getParent())) {
            process.start();
            wait.until(api::ping);
        }
    }

    /** Starts it, and waits until it says that these plugins are enabled, and all accept. */
    void startWith(List<String> ids) throws IOException, InterruptedException {
        start();
        try (SocketWait wait = new SocketWait(process, sockets)) {
            for (String id : ids) {
                wait.untilAccepts(sockets.resolve(id.substring(0, digits)).resolve("p.sock"));
            }
            wait.until(() -> checkEnabled(ids));
        }
    }

    private void checkEnabled(List<String> ids) throws IOException {
        List<String> enabled = api.enabled("Id");
        if (!enabled.containsAll(ids)) {
            throw new IOException("enabled are " + enabled);
        }
    }

    /** Waits until what it has written is on its disk. */
    void sync() throws IOException, InterruptedException {
        Programs.run("sync", "-f", plugins.toString());
    }

    void stop() {
        process.stop();
    }
}
