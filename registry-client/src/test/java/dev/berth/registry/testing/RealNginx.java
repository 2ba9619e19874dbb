package dev.berth.registry.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An nginx of one's own, in a folder of its own. */
public final class RealNginx implements AutoCloseable {
    private final Path folder;
    private final Process process;

    private RealNginx(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param folder where it may put its files
     * @param http what stands in the configuration's http section
     */
    public static RealNginx start(Path folder, String http) throws Exception {
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log stderr notice;
                events {}
                http {
                    log_format seen '$server_port $request_method $uri auth="$http_authorization"'
                                    ' certificate="$ssl_client_s_dn" $status';
                    access_log %1$s/access.log seen;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    client_max_body_size 0;
                    %2$s
                }
                """
                        .formatted(folder, http));
        Process process =
                new ProcessBuilder("nginx", "-p", folder.toString(), "-c", config.toString())
                        .redirectErrorStream(true)
                        .start();
        CompletableFuture<Void> started = new CompletableFuture<>();
        new Thread(() -> read(process, started), "berth-test-nginx-log").start();
        try {
            started.get(30, TimeUnit.SECONDS);
            return new RealNginx(folder, process);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** It tells its version once it listens. */
    private static void read(Process process, CompletableFuture<Void> started) {
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(": nginx/")) {
                    started.complete(null);
                }
                log.append(line).append('\n');
            }
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
        started.completeExceptionally(new IllegalStateException("it did not start:\n" + log));
    }

    /** Returns a port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Stops it, and returns all that it was asked, a line each. */
    public String stopAndReadLog() throws IOException {
        close();
        return Files.readString(folder.resolve("access.log"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
