package dev.berth.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A runc that, while a gate is shut, waits at it before it makes a container. */
public final class RuncGate {
    private final Path folder;

    private RuncGate(Path folder) {
        this.folder = folder;
    }

    /** Makes one in a folder, open. */
    public static RuncGate in(Path folder) throws IOException {
        Path runc = Files.createDirectories(folder.resolve("programs")).resolve("runc");
        Files.writeString(
                runc,
                """
                #!/bin/sh
                case " $* " in
                *" create "*) [ ! -p %1$s/gate ] || { echo came >%1$s/came; read gate <%1$s/gate; };;
                esac
                exec %2$s "$@"
                """
                        .formatted(folder, Programs.find("runc")));
        Files.setPosixFilePermissions(runc, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new RuncGate(folder);
    }

    /** Returns a search path with it in front. */
    public String before(String searchPath) {
        return folder.resolve("programs") + ":" + searchPath;
    }

    /** Shuts the gate for the next who comes. */
    public Gate shut() throws IOException, InterruptedException {
        Programs.run(
                "mkfifo", folder.resolve("gate").toString(), folder.resolve("came").toString());
        return new Gate();
    }

    /** A shut gate; closing it lets pass. */
    public final class Gate implements AutoCloseable {
        /** Opened for both, so that neither side waits for the other. */
        private final FileChannel gate = open("gate");

        private final FileChannel came = open("came");

        private Gate() throws IOException {}

        private FileChannel open(String pipe) throws IOException {
            return FileChannel.open(
                    folder.resolve(pipe), StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        /** Waits until runc is at it, or somebody gives up; returns whether runc is. */
        public boolean awaitRunc() throws IOException {
            ByteBuffer said = ByteBuffer.allocate(16);
            came.read(said);
            return said.get(0) == 'c';
        }

        /** Says that no runc will come. */
        public void giveUp() throws IOException {
            came.write(ByteBuffer.wrap("ended\n".getBytes(StandardCharsets.UTF_8)));
        }

        /** Lets pass who comes from now on; who waits waits on. */
        public void remove() throws IOException {
            Files.deleteIfExists(folder.resolve("gate"));
            Files.deleteIfExists(folder.resolve("came"));
        }

        @Override
        public void close() throws IOException {
            remove();
            gate.write(ByteBuffer.wrap("open\n".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
