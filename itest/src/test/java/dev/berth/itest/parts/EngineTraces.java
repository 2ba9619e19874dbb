package dev.berth.itest.parts;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What running plugins make on the host, outside of the engine's root: containers, tasks,
 * snapshots, leases and content in containerd, shims, mounts, control groups, runc's state, and all
 * below the exec root, FIFOs and socket folders among it.
 */
public final class EngineTraces {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path RUNC = Path.of("/run/containerd/runc", RunningTasks.NAMESPACE);

    private final Path execRoot;
    private final Set<String> ids = new TreeSet<>();

    /**
     * @param execRoot the engine's
     */
    public EngineTraces(Path execRoot) {
        this.execRoot = execRoot;
    }

    /** Makes the control groups and runc's state of these plugins looked for, too. */
    public EngineTraces of(Collection<String> plugins) {
        ids.addAll(plugins);
        return this;
    }

    /** Returns what there is. */
    public Set<String> find() throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        ctr(found, "containers", "containers", "ls", "-q");
        ctr(found, "tasks", "tasks", "ls", "-q");
        ctr(found, "snapshots", "snapshots", "ls");
        ctr(found, "leases", "leases", "ls", "-q");
        ctr(found, "content", "content", "ls", "-q");
        ProcessHandle.allProcesses()
                .filter(EngineTraces::isShim)
                .forEach(shim -> found.add("shim " + shim.pid()));
        mounts(found);
        for (String id : ids) {
            below(RUNC.resolve(id), "runc's", found);
            try (DirectoryStream<Path> groups = Files.newDirectoryStream(CGROUPS)) {
                for (Path controller : groups) {
                    below(
                            controller.resolve(RunningTasks.NAMESPACE).resolve(id),
                            "control group",
                            found);
                }
            }
        }
        below(execRoot, "exec root", found);
        found.remove("exec root " + execRoot);
        return found;
    }

    private static void ctr(Set<String> found, String what, String... command) {
        RunningTasks.ctr(
                        Stream.concat(
                                        Stream.of("--namespace", RunningTasks.NAMESPACE),
                                        Arrays.stream(command))
                                .toArray(String[]::new))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("KEY "))
                .forEach(line -> found.add(what + " " + line.trim()));
    }

    private static boolean isShim(ProcessHandle process) {
        return process.info().command().orElse("").contains("containerd-shim")
                && Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(TestBed.containerd().toString());
    }

    private static void mounts(Set<String> found) throws IOException, InterruptedException {
        List<String> mounts = Programs.run("cat", "/proc/self/mountinfo").lines().toList();
        mounts.stream()
                .map(line -> line.split(" ")[4])
                .filter(point -> point.startsWith(TestBed.folder().toString()))
                .forEach(point -> found.add("mount " + point));
    }

    private static void below(Path folder, String what, Set<String> found) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(file -> found.add(what + " " + file));
            }
        }
    }
}
