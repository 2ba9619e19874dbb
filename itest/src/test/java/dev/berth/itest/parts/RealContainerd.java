package dev.berth.itest.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A containerd process of the tests' own: nothing of the host's is touched. */
final class RealContainerd implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("containerd successfully booted");

    private final ServerProcess server;
    private final Path socket;

    private RealContainerd(ServerProcess server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Begins to start one that keeps all it has in the folder. */
    static RealContainerd start(Path folder) throws IOException {
        String program = Program.find("containerd", "containerd");
        Program.find("runc", "runc");
        Files.createDirectories(folder);
        Path socket = folder.resolve("s");
        Path config =
                Files.writeString(
                        folder.resolve("config.toml"),
                        """
                        version = 2
                        root = "%1$s/root"
                        state = "%1$s/run"
                        disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.aufs",
                          "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
                          "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]
                        [grpc]
                        address = "%2$s"
                        """
                                .formatted(folder, socket));
        return new RealContainerd(
                ServerProcess.start(
                        "containerd", READY, List.of(program, "--config", config.toString())),
                socket);
    }

    void awaitReady() throws InterruptedException {
        server.awaitReady();
    }

    Path socket() {
        return socket;
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
                        .contains(socket.toString());
    }

    private static void endWithChildren(ProcessHandle shim) {
        List<ProcessHandle> all = shim.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        shim.destroyForcibly();
    }
}
