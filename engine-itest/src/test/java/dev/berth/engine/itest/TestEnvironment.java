package dev.berth.engine.itest;

import dev.berth.testing.DockerRelease;
import dev.berth.testing.Programs;
import dev.berth.testing.RealDockerd;
import dev.berth.testing.RealRegistry;
import dev.berth.testing.RestartableServer;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The servers of a run: registries, a dockerd and a Berth, each with a folder of its own. */
public final class TestEnvironment implements AutoCloseable {
    private final Path folder;
    private final SocketFolders sockets = new SocketFolders();
    private final Deque<Runnable> closings = new ArrayDeque<>();
    private Optional<JournaledDisk> disk = Optional.empty();
    private RealRegistry open;
    private RealRegistry locked;
    private RealDockerd dockerd;
    private RestartableServer berth;

    /** One with the system's dockerd. */
    TestEnvironment() throws IOException, InterruptedException {
        this(DockerRelease.installed());
    }

    TestEnvironment(DockerRelease release) throws IOException, InterruptedException {
        this(release, false);
    }

    /**
     * One whose Berth uses the containerd of its dockerd, and is not started yet. What they keep is
     * on an ext4 with a journal, and what they keep until they stop on a tmpfs, as {@code /run} is
     * on a host of systemd's.
     */
    public static TestEnvironment onOneContainerd(DockerRelease release)
            throws IOException, InterruptedException {
        return new TestEnvironment(release, true);
    }

    private TestEnvironment(DockerRelease release, boolean oneContainerd)
            throws IOException, InterruptedException {
        folder = Files.createTempDirectory("side");
        try {
            open = RealRegistry.plain();
            closings.push(open::close);
            locked = RealRegistry.withPasswords();
            closings.push(locked::close);
            if (oneContainerd) {
                disk = Optional.of(JournaledDisk.mount(folder));
                mountTmpfs(berthSockets());
                mountTmpfs(folder.resolve("docker-run"));
                mountTmpfs(folder.resolve("c/state"));
            }
            dockerd = startDockerd(release);
            berth = berthOn(oneContainerd ? dockerd.containerd().toString() : "own");
            closings.push(berth::close);
            if (!oneContainerd) {
                berth.start();
                berth.awaitReady();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public Path folder() {
        return folder;
    }

    public String registry() {
        return open.address();
    }

    /** Returns the registry that wants a password. */
    String lockedRegistry() {
        return locked.address();
    }

    public Path dockerSocket() {
        return dockerd.socket();
    }

    /** Returns the socket of dockerd's containerd. */
    public Path containerd() {
        return dockerd.containerd();
    }

    /** Returns dockerd's version, {@code 26.1.5+dfsg1}. */
    public String dockerVersion() throws IOException, InterruptedException {
        return dockerd.docker("version", "--format", "{{.Server.Version}}");
    }

    public Path berthSocket() {
        return folder.resolve("b.sock");
    }

    /** Returns the folder in which Berth makes one for each plugin's sockets. */
    public Path berthSockets() {
        return folder.resolve("run");
    }

    /** Returns Berth's process; its containerd is another. */
    public RestartableServer berth() {
        return berth;
    }

    /** Returns dockerd's process; its containerd is another. */
    public RestartableServer dockerd() {
        return dockerd.process();
    }

    /** Returns what both engines are at, for the story of a failure. */
    String state() throws IOException, InterruptedException {
        return berth.dump("QUIT", Pattern.compile("JNI global refs")) + "\n" + dockerd.dump();
    }

    private static void mountTmpfs(Path point) throws IOException, InterruptedException {
        Files.createDirectories(point);
        Programs.run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", point.toString());
    }

    private RealDockerd startDockerd(DockerRelease release)
            throws IOException, InterruptedException {
        RealDockerd started = RealDockerd.start(release, folder);
        closings.push(started::close);
        return started;
    }

    private RestartableServer berthOn(String containerd) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("berth.home"), "bin/berth").toString(),
                        "start",
                        "--root",
                        folder.resolve("berth").toString(),
                        "--exec-root",
                        berthSockets().toString(),
                        "--socket",
                        berthSocket().toString(),
                        "--containerd",
                        containerd,
                        "--legacy-dir",
                        Files.createDirectory(folder.resolve("legacy")).toString());
        return new RestartableServer("berth", Pattern.compile("is ready"), command);
    }

    /** Ends what runs, the last that was started first. */
    @Override
    public void close() throws IOException {
        closings.forEach(Runnable::run);
        TestFolders.delete(folder);
        if (disk.isPresent()) {
            disk.get().delete();
        }
        sockets.deleteNew();
    }
}
