package dev.berth.dist;

import dev.berth.dist.option.ConfigFileException;
import dev.berth.dist.option.OptionParser;
import dev.berth.dist.option.Options;
import dev.berth.dist.option.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A start of the engine in a folder of its own, with the first requests of clients and a stop, so
 * that the class-data archive (AppCDS) that is dumped when this process exits has the classes of
 * every start, and those of the first create, push, pull and remove. No containerd is asked, and no
 * registry but one of its own: a connection that fails loads what connects.
 */
final class StartRehearsal {
    private static final String REGISTRY = "rehearsal.invalid";
    private static final String LAYOUT = "layout";
    private static final String RUNTIME = "dev.berth.runtime.containerd";
    private static final String PLUGIN = REGISTRY + "%2Fplugin%3A1";

    /**
     * A request to the engine.
     *
     * @param line method and target
     * @param type of the body
     */
    private record Request(String line, String type, byte[] body) {
        static Request of(String line) {
            return json(line, "");
        }

        static Request json(String line, String body) {
            return new Request(line, "application/json", body.getBytes(StandardCharsets.UTF_8));
        }

        static Request creation(String name) throws IOException {
            String line = "POST /v1.41/plugins/create?name=" + name;
            return new Request(line, "application/x-tar", RehearsedPlugin.tar());
        }
    }

    private static final Options.Script SCRIPT = new Options.Script(List.of("plugin:ls"), false);

    private final DistributionLayout layout;

    StartRehearsal(DistributionLayout layout) {
        this.layout = layout;
    }

    /**
     * Starts and stops the engine.
     *
     * @throws LaunchException if it does not start
     */
    void run() throws LaunchException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (ScratchFolder folder = ScratchFolder.below(parent);
                RehearsedRegistry registry = RehearsedRegistry.start()) {
            Path socket = folder.path().resolve("s");
            Files.createDirectory(folder.path().resolve(LAYOUT));
            Options options = options(folder.path(), socket);
            try (FelixHost host =
                    FelixHost.create(options.execRoot(), EngineLaunch.properties(layout))) {
                host.install(layout, new Options.Run(SCRIPT));
                host.offer(OptionConfigurations.of(options, folder.path().resolve("none"), ""));
                host.start();
                for (Request request : requests(registry.name() + "%2Fplugin%3A1")) {
                    ask(socket, request);
                }
                host.loadClasses(RUNTIME, "dev/berth/runtime/containerd");
                host.run(SCRIPT);
            }
        } catch (IOException e) {
            throw new LaunchException("cannot rehearse a start: " + e, e);
        }
    }

    /**
     * What docker's client asks first, for {@code plugin ls} and the like, and for a plugin.
     *
     * @param remote one in a registry on the loopback, where plain HTTP is tried after HTTPS
     */
    private static List<Request> requests(String remote) throws IOException {
        return List.of(
                Request.of("GET /_ping"),
                Request.of("GET /v1.41/version"),
                Request.of("GET /v1.41/info"),
                Request.of("GET /v1.41/plugins"),
                Request.of("GET /v1.41/plugins/none/json"),
                Request.of("POST /v1.41/plugins/none/enable?timeout=1"),
                Request.creation(PLUGIN),
                Request.json("POST /v1.41/plugins/" + PLUGIN + "/set", "[\"DEBUG=1\"]"),
                Request.of("POST /v1.41/plugins/" + PLUGIN + "/push"),
                Request.of("GET /v1.41/plugins/" + PLUGIN + "/json"),
                Request.of("GET /v1.41/plugins/privileges?remote=" + PLUGIN),
                Request.json("POST /v1.41/plugins/pull?name=pulled&remote=" + PLUGIN, "[]"),
                Request.of("GET /v1.41/plugins"),
                Request.of("DELETE /v1.41/plugins/pulled"),
                Request.of("GET /v1.41/plugins/privileges?remote=" + remote),
                Request.creation(remote),
                Request.of("POST /v1.41/plugins/" + remote + "/push"));
    }

    private static Options options(Path folder, Path socket) {
        try {
            return OptionParser.parse(
                    List.of(
                            "start",
                            "--root=" + folder.resolve("root"),
                            "--exec-root=" + folder.resolve("run"),
                            "--legacy-dir=" + folder,
                            "--socket=" + socket,
                            "--layout=" + REGISTRY + "=" + folder.resolve(LAYOUT),
                            "--log-level=fatal"),
                    Map.of());
        } catch (UsageException | ConfigFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(Path socket, Request request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String head =
                    "%s HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(request.line(), request.type(), request.body().length);
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            channel.write(ByteBuffer.wrap(request.body()));
            Channels.newInputStream(channel).transferTo(OutputStream.nullOutputStream());
        }
    }
}
