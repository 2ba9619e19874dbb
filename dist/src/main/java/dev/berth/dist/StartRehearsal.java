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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A start of the engine in a folder of its own, with the first requests of clients and a stop, so
 * that the class-data archive (AppCDS) that is dumped when this process exits has the classes of
 * every start. No containerd is asked: its connection fails, which loads what connects.
 */
final class StartRehearsal {
    /** What docker's client asks first, and what it asks for {@code plugin ls} and the like. */
    private static final List<String> REQUESTS =
            List.of(
                    "GET /_ping",
                    "GET /v1.41/version",
                    "GET /v1.41/info",
                    "GET /v1.41/plugins",
                    "GET /v1.41/plugins/none/json",
                    "POST /v1.41/plugins/none/enable?timeout=1");

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
        try (ScratchFolder folder = ScratchFolder.below(parent)) {
            Path socket = folder.path().resolve("s");
            Options options = options(folder.path(), socket);
            try (FelixHost host =
                    FelixHost.create(options.execRoot(), EngineLaunch.properties(layout))) {
                host.install(layout, new Options.Run(SCRIPT));
                host.offer(OptionConfigurations.of(options, folder.path().resolve("none"), ""));
                host.start();
                for (String request : REQUESTS) {
                    ask(socket, request);
                }
                host.run(SCRIPT);
            }
        } catch (IOException e) {
            throw new LaunchException("cannot rehearse a start: " + e, e);
        }
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
                            "--log-level=fatal"),
                    Map.of());
        } catch (UsageException | ConfigFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(Path socket, String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String head = request + " HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            Channels.newInputStream(channel).transferTo(OutputStream.nullOutputStream());
        }
    }
}
