package dev.berth.runtime.containerd;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The invariant of a host without plugins: no container, task, shim, bundle, control group, mount
 * or run folder, no lease, content or snapshot of a layer, and nothing that runc knows of.
 */
final class RuntimeTraces {
    private final ContainerdHost host;

    RuntimeTraces(ContainerdHost host) {
        this.host = host;
    }

    /** Returns what is left, each in words. A shim may take its time to end. */
    List<String> find() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        lines("container", host.ctr("containers", "ls", "-q"), found);
        lines("task", host.ctr("tasks", "ls", "-q"), found);
        for (ProcessHandle shim : shims()) {
            if (!ends(shim)) {
                found.add("shim " + shim.pid());
            }
        }
        files("run folder", host.folder().resolve("run"), found);
        files("bundle", host.bundles(), found);
        files("runc's", Path.of("/run/containerd/runc", host.namespace()), found);
        lines("mount", host.unmountedRest(), found);
        controlGroups(found);
        lines("lease", host.ctr("leases", "ls", "-q"), found);
        lines("content", host.ctr("content", "ls", "-q"), found);
        lines("snapshot", withoutHeading(host.ctr("snapshots", "ls")), found);
        return found;
    }

    /** Returns the shims of this host's containerd. */
    List<ProcessHandle> shims() {
        return ProcessHandle.allProcesses().filter(this::isShim).toList();
    }

    private boolean isShim(ProcessHandle process) {
        return process.info().command().orElse("").contains("containerd-shim")
                && Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(host.containerd().socket().toString());
    }

    /** Those of version 1 lie below their controllers; the namespace's own stays. */
    private void controlGroups(List<String> found) throws IOException {
        Path groups = Path.of("/sys/fs/cgroup");
        folders("control group", groups.resolve(host.namespace()), found);
        try (Stream<Path> controllers = Files.list(groups)) {
            for (Path controller : controllers.toList()) {
                folders("control group", controller.resolve(host.namespace()), found);
            }
        }
    }

    private static void folders(String what, Path folder, List<String> found) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isDirectory).forEach(file -> found.add(what + " " + file));
            }
        }
    }

    private static String withoutHeading(String table) {
        return table.lines().skip(1).collect(Collectors.joining("\n"));
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(TestTimeout.LIMIT.toSeconds() / 4, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lines(String what, String text, List<String> found) {
        text.lines().filter(line -> !line.isBlank()).forEach(line -> found.add(what + " " + line));
    }

    private static void files(String what, Path folder, List<String> found) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> found.add(what + " " + file));
            }
        }
    }
}
