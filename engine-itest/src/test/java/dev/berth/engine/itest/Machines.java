package dev.berth.engine.itest;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A registry, a dockerd and a Berth, each with a folder of its own; nothing of the host's. */
final class Machines implements AutoCloseable {
    private final Path folder;
    private final int registryPort;
    private final List<ServerProcess> servers = new ArrayList<>();

    Machines() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("side");
        registryPort = freePort();
        try {
            startRegistry();
            startDockerd();
            startBerth();
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    String registry() {
        return "127.0.0.1:" + registryPort;
    }

    Path dockerSocket() {
        return folder.resolve("d.sock");
    }

    Path berthSocket() {
        return folder.resolve("b.sock");
    }

    private void startRegistry() throws IOException, InterruptedException {
        Path config =
                Files.writeString(
                        folder.resolve("registry.yml"),
                        """
                        version: 0.1
                        storage: {filesystem: {rootdirectory: %s/registry}}
                        http: {addr: %s}
                        """
                                .formatted(folder, registry()));
        start("registry.log", "listening on", "docker-registry", "serve", config.toString());
    }

    private void startDockerd() throws IOException, InterruptedException {
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
        start("containerd.log", "successfully booted", "containerd", "-c", containerd.toString());
        Path none = Files.writeString(folder.resolve("dockerd.json"), "{}");
        start(
                "dockerd.log",
                "API listen on",
                "dockerd",
                "--iptables=false",
                "--bridge=none",
                "--config-file=" + none,
                "--data-root=" + folder.resolve("docker"),
                "--exec-root=" + folder.resolve("docker-run"),
                "--pidfile=" + folder.resolve("dockerd.pid"),
                "--containerd=" + folder.resolve("c.sock"),
                "-H=unix://" + dockerSocket());
    }

    private void startBerth() throws IOException, InterruptedException {
        Path berth = Path.of(System.getProperty("berth.home"), "bin/berth");
        start(
                "berth.log",
                "is ready",
                berth.toString(),
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

    private void start(String log, String ready, String... command)
            throws IOException, InterruptedException {
        servers.add(ServerProcess.start(folder.resolve(log), ready, List.of(command)));
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
