package dev.berth.example.volumeplugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The plugin on a socket in a folder of its own, spoken to over real connections. */
final class PluginProcess {
    private final PluginOptions settings;
    private final Volumes volumes;
    private final PluginServer server;
    private final Thread serving;

    PluginProcess(Path folder) throws IOException {
        settings =
                new PluginOptions(
                        folder.resolve("v.sock"),
                        folder.resolve("data"),
                        folder.resolve("mounts"),
                        false,
                        "local",
                        Optional.empty());
        volumes = new Volumes(settings.data(), new BindMounts(settings.mounts()));
        server = PluginServer.listen(settings.socket());
        VolumeProtocol protocol = new VolumeProtocol(volumes, settings);
        serving = new Thread(() -> serve(new HttpConversation(protocol::respond)), "serving");
        serving.start();
    }

    /** Makes a call on a connection of its own and returns status and body. */
    String call(String method, String body) throws IOException {
        return say(
                "POST /%s HTTP/1.1\r\nHost: p\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(method, body.length(), body));
    }

    /**
     * Says something, stops talking, and returns the first response's status and all the bodies.
     */
    String say(String text) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(settings.socket());
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            InputStream response = Channels.newInputStream(channel);
            String whole = new String(response.readAllBytes(), StandardCharsets.UTF_8);
            String status = whole.split(" ")[1];
            return status + " " + whole.replaceAll("(?s)HTTP/1.1 .*?\r\n\r\n", "");
        }
    }

    Path socket() {
        return settings.socket();
    }

    /** Ends the plugin as SIGTERM does. */
    void stop() throws InterruptedException {
        server.close();
        volumes.close();
        serving.join();
    }

    private void serve(PluginServer.Conversation conversation) {
        try {
            server.serve(conversation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
