package dev.berth.runtime.containerd;

import dev.berth.testing.ForkedJvm;
import dev.berth.testing.Programs;
import dev.berth.testing.RealContainerd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;

/** A host whose runc, while the gate is shut, waits at it before it makes a container. */
final class GatedRunc extends ContainerdHost {
    private Path gates;

    @Override
    RealContainerd start(Path folder) throws IOException {
        gates = Files.createDirectory(folder.resolve("gates"));
        Path runc = Files.createDirectory(folder.resolve("programs")).resolve("runc");
        Files.writeString(
                runc,
                """
                #!/bin/sh
                case " $* " in
                *" create "*) [ ! -p %1$s/gate ] || { echo came >%1$s/came; read gate <%1$s/gate; };;
                esac
                exec %2$s "$@"
                """
                        .formatted(gates, Programs.find("runc")));
        Files.setPosixFilePermissions(runc, PosixFilePermissions.fromString("rwxr-xr-x"));
        return RealContainerd.start(folder, runc.getParent() + ":" + System.getenv("PATH"));
    }

    /** Shuts the gate for the next who comes. */
    Gate shut() throws IOException, InterruptedException {
        Programs.run("mkfifo", gates.resolve("gate").toString(), gates.resolve("came").toString());
        return new Gate();
    }

    /** A shut gate; closing it lets pass. */
    final class Gate implements AutoCloseable {
        /** Opened for both, so that neither side waits for the other. */
        private final FileChannel gate = open("gate");

        private final FileChannel came = open("came");

        private Gate() throws IOException {}

        private FileChannel open(String pipe) throws IOException {
            return FileChannel.open(
                    gates.resolve(pipe), StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        /**
         * Waits until runc is at it.
         *
         * @param asking by whom runc is run; should it end instead, what it printed is thrown
         */
        void awaitRunc(ForkedJvm asking) throws IOException {
            CompletableFuture<String> printed = new CompletableFuture<>();
            Thread reader = new Thread(() -> read(asking, printed), "test-engine-output");
            reader.setDaemon(true);
            reader.start();
            ByteBuffer said = ByteBuffer.allocate(16);
            came.read(said);
            if (said.get(0) != 'c') {
                throw new IllegalStateException("no runc came: " + printed.join());
            }
        }

        private void read(ForkedJvm asking, CompletableFuture<String> printed) {
            try {
                StringBuilder all = new StringBuilder();
                for (String line = asking.line(); line != null; line = asking.line()) {
                    all.append(line).append('\n');
                }
                printed.complete(all.toString());
                came.write(ByteBuffer.wrap("ended\n".getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                printed.completeExceptionally(e);
            }
        }

        /** Lets pass who comes from now on; who waits waits on. */
        void remove() throws IOException {
            Files.deleteIfExists(gates.resolve("gate"));
            Files.deleteIfExists(gates.resolve("came"));
        }

        @Override
        public void close() throws IOException {
            remove();
            gate.write(ByteBuffer.wrap("open\n".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
