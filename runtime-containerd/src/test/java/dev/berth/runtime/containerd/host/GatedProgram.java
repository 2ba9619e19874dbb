package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shared.host.HostProgram;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program of the host whose calls with a word among their arguments wait for the test. */
public final class GatedProgram implements AutoCloseable {
    private final FileChannel came;
    private final FileChannel gate;
    private final Path script;

    /**
     * @param folder where its files are made
     * @param word part of the arguments of a call that waits; all do if it is empty
     */
    public GatedProgram(Path folder, String program, String word)
            throws IOException, InterruptedException {
        came = pipe(folder.resolve("came"));
        gate = pipe(folder.resolve("gate"));
        script = folder.resolve("gated-" + program);
        Files.writeString(
                script,
                """
                #!/bin/sh
                case "$*" in
                *%3$s*) echo >%1$s/came; read gate <%1$s/gate ;;
                esac
                exec %2$s "$@"
                """
                        .formatted(folder, program, word));
        Programs.run("chmod", "700", script.toString());
    }

    private static FileChannel pipe(Path pipe) throws IOException, InterruptedException {
        Programs.run("mkfifo", pipe.toString());
        return FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    public HostProgram program() {
        return new HostProgram(script.toString());
    }

    /** Waits for a call. */
    public void awaitCall() throws IOException {
        assertEquals(1, came.read(ByteBuffer.allocate(1)));
    }

    /** Lets one call go on. */
    public void open() throws IOException {
        gate.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }

    @Override
    public void close() throws IOException {
        try (came) {
            gate.close();
        }
    }
}
