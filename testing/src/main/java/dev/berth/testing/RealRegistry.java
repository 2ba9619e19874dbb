package dev.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A docker-registry of the tests' own, on a free port and in a folder that it takes along. */
public final class RealRegistry implements AutoCloseable {
    /** Who may use a registry with {@link #passwords}. */
    public static final String USER = "ada";

    public static final String PASSWORD = "secret";

    /** {@code htpasswd -Bbn ada secret}, at the least cost. */
    private static final String HTPASSWD =
            "ada:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private static final Pattern LISTENING = Pattern.compile("listening on ([0-9.:]+\\d)");

    private final Path folder;
    private final ServerProcess server;

    private RealRegistry(Path folder, ServerProcess server) {
        this.folder = folder;
        this.server = server;
    }

    /** Begins to start one that lets everybody in, by plain http. */
    public static RealRegistry plain() throws IOException {
        return start("", "");
    }

    /** Begins to start one that lets only {@link #USER} in, by plain http. */
    public static RealRegistry withPasswords() throws IOException {
        Path folder = Files.createTempDirectory("berth-registry");
        return start(folder, "", passwords(folder));
    }

    /**
     * Begins to start one.
     *
     * @param http more of the configuration's http section
     * @param sections more sections of the configuration
     */
    public static RealRegistry start(String http, String sections) throws IOException {
        return start(Files.createTempDirectory("berth-registry"), http, sections);
    }

    /** Begins to start one that keeps all it has in a folder. */
    public static RealRegistry start(Path folder, String http, String sections) throws IOException {
        String program = Programs.find("docker-registry");
        Files.createDirectories(folder);
        Path config =
                Files.writeString(
                        folder.resolve("config.yml"),
                        """
                        version: 0.1
                        log: {level: info, formatter: text}
                        storage: {filesystem: {rootdirectory: %s/data}, delete: {enabled: true}}
                        http: {addr: "127.0.0.1:0"%s}
                        %s\
                        """
                                .formatted(folder, http, sections));
        return new RealRegistry(
                folder,
                ServerProcess.start(
                        "registry", LISTENING, List.of(program, "serve", config.toString())));
    }

    /** Returns the section of a configuration by which only {@link #USER} is let in. */
    public static String passwords(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
        return "auth: {htpasswd: {realm: berth, path: %s}}\n".formatted(file);
    }

    /** Returns host and port; waits until it listens. */
    public String address() {
        try {
            return server.awaitReady().group(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Returns the file in which a registry keeps a blob.
     *
     * @param hex of the blob's SHA-256
     */
    public static Path blob(Path folder, String hex) {
        return folder.resolve(
                "data/docker/registry/v2/blobs/sha256/%s/%s/data"
                        .formatted(hex.substring(0, 2), hex));
    }

    /** Returns the file in which it keeps a blob. */
    public Path blob(String hex) {
        return blob(folder, hex);
    }

    @Override
    public void close() {
        server.close();
        TestFolders.delete(folder);
    }
}
