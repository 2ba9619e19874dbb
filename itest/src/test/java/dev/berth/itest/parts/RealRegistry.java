package dev.berth.itest.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A docker-registry of the tests' own, on a port that was free. */
final class RealRegistry implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

    private final ServerProcess server;

    private RealRegistry(ServerProcess server) {
        this.server = server;
    }

    /** Begins to start one that keeps all it has in the folder. */
    static RealRegistry start(Path folder) throws IOException {
        String program = Program.find("docker-registry", "docker-registry");
        Files.createDirectories(folder);
        Path config =
                Files.writeString(
                        folder.resolve("config.yml"),
                        """
                        version: 0.1
                        storage:
                          filesystem:
                            rootdirectory: %s
                        http:
                          addr: 127.0.0.1:0
                        """
                                .formatted(folder));
        return new RealRegistry(
                ServerProcess.start(
                        "registry", READY, List.of(program, "serve", config.toString())));
    }

    /** Waits until it answers, and returns its host and port. */
    String awaitReady() throws InterruptedException {
        return server.awaitReady().group(1);
    }

    @Override
    public void close() {
        server.close();
    }
}
