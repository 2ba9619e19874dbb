package dev.berth.runtime.containerd;

import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.host.TestRootfs;
import dev.berth.runtime.containerd.layer.UnpackLimits;
import dev.berth.shared.file.FileTree;
import dev.berth.testing.Programs;
import dev.berth.testing.RealContainerd;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A JUnit extension: a containerd, a runtime over it, and a check that nothing is left behind. */
public class ContainerdHost implements BeforeAllCallback, AfterAllCallback {
    /** Those of {@link ContainerdConfiguration}. */
    public static final UnpackLimits DEFAULTS =
            new UnpackLimits(17_179_869_184L, 1_000_000, 4096, 1_048_576, 268_435_456);

    private Path folder;
    private RealContainerd containerd;
    private RecordingLog log;
    private ContainerdRuntime runtime;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // Unix sockets want short paths.
        folder = Files.createTempDirectory(Path.of("/tmp"), "bt");
        containerd = start(folder);
        containerd.awaitReady();
        log = new RecordingLog();
        runtime = newRuntime(log);
        TestRootfs.make(rootfs());
    }

    /** Starts the containerd in the folder. */
    RealContainerd start(Path in) throws IOException {
        return RealContainerd.start(in);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (String id : runtime.ids()) {
            runtime.clear(id);
        }
        runtime.close();
        containerd.close();
        if (!unmountedRest().isEmpty()) {
            throw new AssertionError("mounts are left: " + unmountedRest());
        }
        FileTree.delete(folder);
        deleteRuncsTraces();
    }

    /**
     * Returns a namespace that no other run has: runc and the control groups know only it and the
     * plugin's ID, whichever containerd asks.
     */
    public String namespace() {
        return folder.getFileName().toString();
    }

    private void deleteRuncsTraces() throws IOException {
        Files.deleteIfExists(Path.of("/run/containerd/runc", namespace()));
        Path groups = Path.of("/sys/fs/cgroup");
        Files.deleteIfExists(groups.resolve(namespace()));
        try (Stream<Path> controllers = Files.list(groups)) {
            // Version 2 has files beside the groups.
            for (Path controller : controllers.filter(Files::isDirectory).toList()) {
                Files.deleteIfExists(controller.resolve(namespace()));
            }
        }
    }

    public ContainerdRuntime newRuntime(RecordingLog to) {
        return newRuntime(to, DEFAULTS);
    }

    /** The same with limits of its own for layers. */
    public ContainerdRuntime newRuntime(RecordingLog to, UnpackLimits limits) {
        return new ContainerdRuntime(configuration(folder, limits), to.logger(), CallTracer.NONE);
    }

    /**
     * Returns the configuration of a runtime for the host in a folder, also for another process.
     */
    static ContainerdConfiguration configuration(Path folder) {
        return configuration(folder, DEFAULTS);
    }

    private static ContainerdConfiguration configuration(Path folder, UnpackLimits limits) {
        return new TestConfiguration(
                RealContainerd.socket(folder),
                folder.getFileName().toString(),
                folder.resolve("run"),
                limits);
    }

    /** Returns the folder that all of it lies in. */
    Path folder() {
        return folder;
    }

    /** Returns where containerd keeps the bundles of tasks. */
    Path bundles() {
        return folder.resolve("state/io.containerd.runtime.v2.task").resolve(namespace());
    }

    /** Ends a runtime that a test outside of this package has made. */
    public static void close(ContainerdRuntime runtime) {
        runtime.close();
    }

    public ContainerdRuntime runtime() {
        return runtime;
    }

    public RealContainerd containerd() {
        return containerd;
    }

    public RecordingLog log() {
        return log;
    }

    public Path rootfs() {
        return folder.resolve("rootfs");
    }

    /** Makes an empty folder. */
    public Path newFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Asks containerd in the words of its own command. */
    public String ctr(String... arguments) throws IOException, InterruptedException {
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "--address",
                                        containerd.socket().toString(),
                                        "--namespace",
                                        namespace()),
                                Stream.of(arguments))
                        .toArray(String[]::new);
        return Programs.run("ctr", all);
    }

    /** Returns what is still mounted in this folder. */
    public String unmountedRest() throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return mounts.filter(line -> line.contains(folder.toString()))
                    .collect(Collectors.joining("\n"));
        }
    }
}
