package com.example.@PACKAGE@;

import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.sdk.PluginServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Prints what there is to measure. A collector of your own sends it on, again and again. */
public final class @CLASS@Driver implements MetricsCollector {
    private static final String REQUEST =
            "GET /metrics HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n";

    private final Path socket;

    @CLASS@Driver(Path socket) {
        this.socket = socket;
    }

    public static void main(String[] args) {
        PluginServer.create()
                .metrics(new @CLASS@Driver(Path.of("/run/docker/metrics.sock")))
                .debug("1".equals(System.getenv("DEBUG")))
                .run(args.length == 0 ? "@NAME@" : args[0]);
    }

    @Override
    public void start() {
        names().forEach(System.out::println);
    }

    @Override
    public void stop() {}

    /** Returns the lines that say which metrics there are. */
    List<String> names() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            byte[] reply = Channels.newInputStream(channel).readAllBytes();
            return new String(reply, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
