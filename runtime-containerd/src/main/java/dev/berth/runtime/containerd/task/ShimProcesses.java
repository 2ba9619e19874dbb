package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The shims in {@code /proc}: each runs one container, in its bundle's folder. When a call to make
 * a task is broken off, containerd forgets the shim at once, ends it and removes its bundle for up
 * to ten seconds, refuses the next task of that name meanwhile, and gives up then.
 */
final class ShimProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final String PROGRAM = "containerd-shim";
    private static final Duration CONTAINERDS_LIMIT = Duration.ofSeconds(12);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private static final String DELETED = " (deleted)";

    /** In a bundle, the OCI runtime that made its container; empty for the shim's default. */
    private static final String RUNTIME_FILE = "runtime";

    private final String namespace;
    private final ShimRuntime runtime;
    private final DirectoryWatcher folders;

    ShimProcesses(String namespace, ShimRuntime runtime, DirectoryWatcher folders) {
        this.namespace = namespace;
        this.runtime = runtime;
        this.folders = folders;
    }

    private record Shim(ProcessHandle process, List<String> command, Path bundle) {}

    /**
     * Waits until no shim of a container is left that containerd no longer knows; one that
     * containerd does not remove is ended.
     */
    void awaitGone(String id) throws InterruptedException, IOException {
        for (Shim shim : of(id)) {
            if (!isRemoved(shim)) {
                end(shim, id);
            }
        }
    }

    /** Returns the bundle that containerd has left of a container, if it refuses a task for it. */
    Optional<StaleBundle> bundleInTheWay(ContainerdCallException refusal, String id) {
        return StaleBundle.of(refusal, namespace, id);
    }

    private List<Shim> of(String id) throws IOException {
        List<Shim> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                List<String> command = commandLine(process);
                if (isShim(command, id) && isOutsideOfContainers(process)) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    Path bundle = workingFolder(process);
                    ProcessHandle.of(pid).ifPresent(p -> found.add(new Shim(p, command, bundle)));
                }
            }
        }
        return found;
    }

    /**
     * Returns where it is or was: the link's text has an end of its own once the folder is gone.
     */
    private static Path workingFolder(Path process) throws IOException {
        String link = Files.readSymbolicLink(process.resolve("cwd")).toString();
        return Path.of(
                link.endsWith(DELETED)
                        ? link.substring(0, link.length() - DELETED.length())
                        : link);
    }

    private boolean isShim(List<String> command, String id) {
        return command.get(0).startsWith(PROGRAM, command.get(0).lastIndexOf('/') + 1)
                && follows(command, "-namespace", namespace)
                && follows(command, "-id", id);
    }

    private static boolean follows(List<String> command, String option, String value) {
        int place = command.indexOf(option);
        return place > 0 && place + 1 < command.size() && command.get(place + 1).equals(value);
    }

    private static List<String> commandLine(Path process) {
        try {
            String line =
                    new String(
                            Files.readAllBytes(process.resolve("cmdline")),
                            StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0"));
        } catch (IOException e) {
            // It has ended meanwhile.
            return List.of("");
        }
    }

    /**
     * Returns whether a process shares our mounts. One in a plugin does not, and may call itself
     * what it likes.
     */
    private static boolean isOutsideOfContainers(Path process) {
        try {
            Path mounts = Path.of("ns/mnt");
            return Files.readSymbolicLink(process.resolve(mounts))
                    .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(mounts)));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isRemoved(Shim shim) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + CONTAINERDS_LIMIT.toNanos();
        try (DirectoryWatcher.Subscription bundles = folders.subscribe(shim.bundle().getParent())) {
            while (Files.exists(shim.bundle())) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || bundles.isClosed()) {
                    return false;
                }
                bundles.await(Duration.ofNanos(left));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The bundle went, and the folder around it.
            return ends(shim.process());
        }
        return ends(shim.process());
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(END_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /**
     * Does what containerd does with the bundle of a shim that is gone when it starts. containerd 2
     * removes the bundle of a shim that it forgets, and leaves the shim with the container that
     * runc has made meanwhile; then the shim's program gets a bundle to delete it by.
     */
    private void end(Shim shim, String id) throws InterruptedException, IOException {
        List<ProcessHandle> runs = shim.process().descendants().toList();
        shim.process().destroyForcibly();
        runs.forEach(ProcessHandle::destroyForcibly);
        if (!ends(shim.process())) {
            throw new IOException("its shim " + shim.process().pid() + " does not end");
        }
        Path bundle = shim.bundle();
        if (!Files.isDirectory(bundle)) {
            make(bundle);
        }
        List<String> command = shim.command();
        new HostProgram(command.get(0))
                .runIn(
                        bundle,
                        "-namespace",
                        namespace,
                        "-address",
                        command.get(command.indexOf("-address") + 1),
                        "-id",
                        id,
                        "-bundle",
                        bundle.toString(),
                        "delete");
        new StaleBundle(bundle, namespace, id).delete();
    }

    private void make(Path bundle) throws IOException {
        Files.createDirectory(
                bundle,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(bundle.resolve(RUNTIME_FILE), runtime.binary());
    }
}
