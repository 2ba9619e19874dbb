package dev.berth.registry.testing;

import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** An nginx of one's own, in a folder of its own. */
public final class RealNginx implements AutoCloseable {
    /** It tells its version once it listens. */
    private static final Pattern READY = Pattern.compile(": nginx/");

    private final Path folder;
    private final ServerProcess server;

    private RealNginx(Path folder, ServerProcess server) {
        this.folder = folder;
        this.server = server;
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
        ServerProcess server =
                ServerProcess.start(
                        "nginx",
                        READY,
                        List.of(
                                Programs.find("nginx"),
                                "-p",
                                folder.toString(),
                                "-c",
                                config.toString()));
        server.awaitReady();
        return new RealNginx(folder, server);
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
        server.close();
    }
}
