package com.example.@PACKAGE@;

import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.sdk.PluginServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the log of each container to a file. What a method throws is what its caller is told. */
public final class @CLASS@Driver implements LogDriver {
    private final Path folder;

    @CLASS@Driver(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        PluginServer.create()
                .logging(new @CLASS@Driver(Path.of("/var/log/containers")))
                .debug("1".equals(System.getenv("DEBUG")))
                .run(args.length == 0 ? "@NAME@" : args[0]);
    }

    @Override
    public LogSink start(LogInfo info) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(info.containerId().replace('/', '_') + ".log");
            OutputStream out =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new FileSink(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record FileSink(OutputStream out) implements LogSink {
        @Override
        public void write(LogEntry entry) {
            try {
                String head = entry.time() + " " + entry.source() + " ";
                out.write(head.getBytes(StandardCharsets.UTF_8));
                out.write(entry.line());
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
