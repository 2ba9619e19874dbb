package dev.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A containerd of the tests' own, in a folder of its own: nothing of the host's is touched. */
public final class RealContainerd implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("containerd successfully booted");

    private final Path folder;
    private final String searchPath;
    private ServerProcess server;

    private RealContainerd(Path folder, String searchPath) {
        this.folder = folder;
        this.searchPath = searchPath;
    }

    /** Begins to start one that keeps all it has in the folder. */
    public static RealContainerd start(Path folder) throws IOException {
        return start(folder, System.getenv("PATH"));
    }

    /** The same, with a search path of its own for containerd, runc and the shim. */
    public static RealContainerd start(Path folder, String searchPath) throws IOException {
        Programs.find("runc");
        Programs.find("containerd");
        Files.createDirectories(folder);
        Files.writeString(
                config(folder),
                """
                version = 2
                root = "%1$s/root"
                state = "%1$s/state"
                disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.aufs",
                  "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
                  "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]
                [grpc]
                address = "%2$s"
                """
                        .formatted(folder, socket(folder)));
        RealContainerd containerd = new RealContainerd(folder, searchPath);
        containerd.begin();
        return containerd;
    }

    private void begin() {
        server =
                ServerProcess.start(
                        "containerd",
                        READY,
                        List.of(
                                "env",
                                "PATH=" + searchPath,
                                "containerd",
                                "--config",
                                config(folder).toString()));
    }

    private static Path config(Path folder) {
        return folder.resolve("config.toml");
    }

    /** Returns the socket of the one in a folder. */
    public static Path socket(Path folder) {
        return folder.resolve("c.sock");
    }

    /** Returns its socket. */
    public Path socket() {
        return socket(folder);
    }

    /** Waits until it answers. */
    public void awaitReady() throws InterruptedException {
        server.awaitReady();
    }

    /** Sends it a signal, as {@code STOP}, by which it hangs, and {@code CONT}. */
    public void signal(String name) throws IOException, InterruptedException {
        server.signal(name);
    }

    /** Ends it as a crash would. */
    public void kill() throws InterruptedException {
        server.kill();
    }

    /** Starts it again after a {@link #kill}, and waits until it answers. */
    public void restart() throws InterruptedException {
        begin();
        awaitReady();
    }

    @Override
    public void close() {
        endWhatItRuns();
        server.close();
    }

    /** What a failed test left running: the shims that name this containerd, and their plugins. */
    private void endWhatItRuns() {
        ProcessHandle.allProcesses().filter(this::isShim).forEach(RealContainerd::endWithChildren);
    }

    private boolean isShim(ProcessHandle process) {
        return process.info().command().orElse("").contains("containerd-shim")
                && Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(socket().toString());
    }

    private static void endWithChildren(ProcessHandle shim) {
        List<ProcessHandle> all = shim.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        shim.destroyForcibly();
    }
}
