package dev.berth.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Calls a plugin over a connection of its own for each call. */
final class PluginCaller {
    private PluginCaller() {}

    private static byte[] request(String method, String body) {
        return "POST /%s HTTP/1.1\r\nHost: p\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, body.length(), body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String call(Path socket, String method, String body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(request(method, body)));
            return reply(Channels.newInputStream(channel));
        }
    }

    static String call(Socket socket, String method, String body) throws IOException {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            out.write(request(method, body));
            out.flush();
            return reply(socket.getInputStream());
        }
    }

    private static String reply(InputStream in) throws IOException {
        String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return whole.split(" ")[1] + " " + whole.substring(whole.indexOf("\r\n\r\n") + 4);
    }
}
