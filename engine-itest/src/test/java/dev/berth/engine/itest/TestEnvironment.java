package dev.berth.engine.itest;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The servers of a run: registries, a dockerd and a Berth, each with a folder of its own. */
final class TestEnvironment implements AutoCloseable {
    /** Who may use the locked registry. */
    static final String USER = "me";

    static final String PASSWORD = "secret";

    /** {@code htpasswd -Bbn me secret}, at the least cost. */
    private static final String HTPASSWD =
            "me:$2y$05$PUw9McgJe8K0iY70.HfyyuctlSKLTRpC8Z1b.Ge6/kacRiKV7sco6\n";

    private final Path folder;
    private final int open = freePort();
    private final int locked = freePort();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final SocketFolders sockets = new SocketFolders();
    private ServerProcess dockerd;
    private ServerProcess berth;

    TestEnvironment() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("side");
        try {
            startRegistry("open", open, "");
            Path users = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
            startRegistry(
                    "locked", locked, "auth: {htpasswd: {realm: r, path: %s}}".formatted(users));
            dockerd = startDockerd();
            berth = startBerth();
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    String registry() {
        return "127.0.0.1:" + open;
    }

    /** Returns the registry that wants a password. */
    String lockedRegistry() {
        return "127.0.0.1:" + locked;
    }

    Path dockerSocket() {
        return folder.resolve("d.sock");
    }

    Path berthSocket() {
        return folder.resolve("b.sock");
    }

    /** Returns what both engines are at, for the story of a failure. */
    String state() throws IOException, InterruptedException {
        return berth.dump("QUIT", "JNI global refs")
                + "\n"
                + dockerd.dump("USR1", "goroutine stacks written to");
    }

    private void startRegistry(String name, int port, String more)
            throws IOException, InterruptedException {
        Path config =
                Files.writeString(
                        folder.resolve(name + ".yml"),
                        """
                        version: 0.1
                        storage: {filesystem: {rootdirectory: %s}}
                        http: {addr: "127.0.0.1:%d"}
                        %s
                        """
                                .formatted(folder.resolve(name), port, more));
        start(name, "listening on", "docker-registry", "serve", config.toString());
    }

    private ServerProcess startDockerd() throws IOException, InterruptedException {
        Path containerd =
                Files.writeString(
                        folder.resolve("containerd.toml"),
                        """
                        version = 2
                        root = "%1$s/containerd"
                        state = "%1$s/containerd-run"
                        disabled_plugins = ["io.containerd.grpc.v1.cri"]
                        [grpc]
                          address = "%1$s/c.sock"
                        """
                                .formatted(folder));
        start("containerd", "successfully booted", "containerd", "-c", containerd.toString());
        Path none = Files.writeString(folder.resolve("dockerd.json"), "{}");
        return start(
                "dockerd",
                "API listen on",
                Files.isExecutable(Path.of("/usr/sbin/dockerd")) ? "/usr/sbin/dockerd" : "dockerd",
                "--iptables=false",
                "--bridge=none",
                "--config-file=" + none,
                "--data-root=" + folder.resolve("docker"),
                "--exec-root=" + folder.resolve("docker-run"),
                "--pidfile=" + folder.resolve("dockerd.pid"),
                "--containerd=" + folder.resolve("c.sock"),
                "-H=unix://" + dockerSocket());
    }

    private ServerProcess startBerth() throws IOException, InterruptedException {
        return start(
                "berth",
                "is ready",
                Path.of(System.getProperty("berth.home"), "bin/berth").toString(),
                "start",
                "--root",
                folder.resolve("berth").toString(),
                "--exec-root",
                folder.resolve("run").toString(),
                "--socket",
                berthSocket().toString(),
                "--containerd",
                "own",
                "--legacy-dir",
                Files.createDirectory(folder.resolve("legacy")).toString());
    }

    private ServerProcess start(String name, String ready, String... command)
            throws IOException, InterruptedException {
        ServerProcess server = ServerProcess.start(name, ready, List.of(command));
        servers.add(server);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = servers.size() - 1; i >= 0; i--) {
            servers.get(i).close();
        }
        unmount();
        sockets.deleteNew();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void unmount() throws IOException {
        List<String> mounts =
                Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                        .map(l -> l.split(" ")[1])
                        .filter(m -> m.startsWith(folder.toString()))
                        .sorted(Comparator.reverseOrder())
                        .toList();
        for (String mount : mounts) {
            try {
                new ProcessBuilder("umount", "-l", mount).inheritIO().start().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
