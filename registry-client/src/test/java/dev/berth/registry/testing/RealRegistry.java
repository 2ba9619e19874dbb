package dev.berth.registry.testing;

import dev.berth.plugin.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A docker-registry of one's own, on a free port and in a folder of its own. */
public final class RealRegistry implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final Pattern LISTENING = Pattern.compile("listening on ([0-9.:]+\\d)");

    private final Path folder;
    private final Process process;
    private final String address;

    private RealRegistry(Path folder, Process process, String address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    /** Starts one that lets everybody in, by plain http. */
    public static RealRegistry plain() throws Exception {
        return start("", "");
    }

    /** Starts one that lets in ada with the password "secret", by plain http. */
    public static RealRegistry withPasswords() throws Exception {
        Path file = Files.createTempFile("berth-htpasswd", "");
        file.toFile().deleteOnExit();
        Files.writeString(
                file, "ada:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n");
        return start("", "auth: {htpasswd: {realm: berth, path: %s}}\n".formatted(file));
    }

    /**
     * Starts one.
     *
     * @param http more of the configuration's http section
     * @param sections more sections of the configuration
     */
    public static RealRegistry start(String http, String sections) throws Exception {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(
                    PROGRAM + " is missing; install it with \"apt-get install docker-registry\"");
        }
        Path folder = Files.createTempDirectory("berth-registry");
        Path config = folder.resolve("config.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: info, formatter: text}
                storage: {filesystem: {rootdirectory: %s/data}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:0"%s}
                %s\
                """
                        .formatted(folder, http, sections));
        Process process =
                new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
                        .redirectErrorStream(true)
                        .start();
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, address), "berth-test-registry-log");
        reader.start();
        try {
            return new RealRegistry(folder, process, address.get(30, TimeUnit.SECONDS));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void read(Process process, CompletableFuture<String> address) {
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher match = LISTENING.matcher(line);
                if (match.find()) {
                    address.complete(match.group(1));
                }
                log.append(address.isDone() ? "" : line + "\n");
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IllegalStateException("it did not start:\n" + log));
    }

    /** Returns host and port. */
    public String address() {
        return address;
    }

    /** Returns the file in which it keeps a blob. */
    public Path fileOf(Digest digest) {
        String hex = digest.hex();
        return folder.resolve(
                "data/docker/registry/v2/blobs/sha256/%s/%s/data"
                        .formatted(hex.substring(0, 2), hex));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(RealRegistry::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
