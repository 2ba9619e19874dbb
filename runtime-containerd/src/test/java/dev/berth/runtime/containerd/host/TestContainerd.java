package dev.berth.runtime.containerd.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A containerd of the tests' own, in a folder of its own. */
public final class TestContainerd {
    private static final String READY = "containerd successfully booted";

    private final Path folder;
    private Process process;

    public TestContainerd(Path folder) {
        this.folder = folder;
    }

    public Path address() {
        return folder.resolve("c.sock");
    }

    /** Starts it and waits until it says that it is ready. */
    public void start() throws IOException {
        Programs.find("runc");
        Files.writeString(folder.resolve("config.toml"), config());
        process =
                new ProcessBuilder(
                                Programs.find("containerd").toString(),
                                "--config",
                                folder.resolve("config.toml").toString())
                        .redirectErrorStream(true)
                        .start();
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(ready), "test-containerd-log");
        reader.setDaemon(true);
        reader.start();
        if (!ready.join()) {
            throw new IOException("containerd did not start: see " + log());
        }
    }

    /** Ends it as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private Path log() {
        return folder.resolve("containerd.log");
    }

    private void read(CompletableFuture<Boolean> ready) {
        try (BufferedReader lines = process.inputReader();
                Writer log = Files.newBufferedWriter(log())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line + "\n");
                log.flush();
                if (line.contains(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            // The process was killed while it was writing.
            return;
        } finally {
            ready.complete(false);
        }
    }

    private String config() {
        return """
        version = 2
        root = "%1$s/root"
        state = "%1$s/state"
        disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
        [grpc]
          address = "%2$s"
        """
                .formatted(folder, address());
    }
}
