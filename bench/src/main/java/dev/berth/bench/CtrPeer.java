package dev.berth.bench;

import dev.berth.plugin.Plugin;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Times {@code ctr run} of a plugin's root filesystem, the peer that an enable is compared with.
 */
final class CtrPeer {
    private static final String ID = "bench-peer";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * How long it took, in nanoseconds from the start of {@code ctr}.
     *
     * @param returned until {@code ctr run -d} came back
     * @param ready until the plugin's socket accepted
     */
    record Times(long returned, long ready) {}

    private final Path containerd;
    private final Path rootfs;
    private final Plugin plugin;

    CtrPeer(Path containerd, Path rootfs, Plugin plugin) {
        this.containerd = containerd;
        this.rootfs = rootfs;
        this.plugin = plugin;
    }

    Times run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bp");
        Path socket = folder.resolve(plugin.config().iface().socket());
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            long begin = System.nanoTime();
            ctr(runCommand(folder));
            long returned = System.nanoTime() - begin;
            awaitAccept(watch, socket);
            return new Times(returned, System.nanoTime() - begin);
        } finally {
            ctr(List.of("task", "delete", "--force", ID));
            ctr(List.of("container", "delete", ID));
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }

    private List<String> runCommand(Path folder) {
        List<String> command = new ArrayList<>(List.of("run", "-d", "--cap-add", "CAP_SYS_ADMIN"));
        command.add("--mount");
        command.add("type=bind,src=%s,dst=/run/docker/plugins,options=rbind:rw".formatted(folder));
        if (!plugin.config().workdir().isEmpty()) {
            command.addAll(List.of("--cwd", plugin.config().workdir()));
        }
        plugin.settings().env().forEach(variable -> command.addAll(List.of("--env", variable)));
        command.addAll(List.of("--rootfs", rootfs.toString(), ID));
        command.addAll(plugin.config().entrypoint());
        command.addAll(plugin.settings().args());
        return command;
    }

    private void ctr(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("ctr", "-a", containerd.toString(), "-n", "bench"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }

    private static void awaitAccept(WatchService watch, Path socket)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!accepts(socket)) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("ctr's process does not listen on " + socket);
            }
            // Bound and not yet listening is over in microseconds, and no event tells of it.
            watch.poll(1, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean accepts(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return Files.exists(socket) && channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (SocketException e) {
            return false;
        }
    }
}
