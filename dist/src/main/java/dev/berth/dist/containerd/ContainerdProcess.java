package dev.berth.dist.containerd;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process of Berth's own containerd, in a session of its own. */
final class ContainerdProcess {
    private static final int GRACE_SECONDS = 10;

    private final Process process;

    private ContainerdProcess(Process process) {
        this.process = process;
    }

    static ContainerdProcess start(ContainerdFolders folders) throws IOException {
        // In a session of its own, so that a Ctrl-C meant for the engine does not reach it first.
        List<String> command =
                List.of("setsid", "containerd", "--config", folders.config().toString());
        ProcessBuilder containerd =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        // It would tell the engine's service manager that it is ready, long before the engine is.
        containerd.environment().remove("NOTIFY_SOCKET");
        Process process = containerd.start();
        OrphanedContainerd.remember(folders, process);
        return new ContainerdProcess(process);
    }

    /** Passes its output on line by line until it ends; returns its exit code. */
    int follow(Consumer<String> lines) throws IOException, InterruptedException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null) {
                lines.accept(line);
                line = output.readLine();
            }
        }
        return process.waitFor();
    }

    /** Ends it: kindly first. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
