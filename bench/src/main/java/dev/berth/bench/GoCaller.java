package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Calls a plugin by a program that uses Go's net/http client: the peer of the service. */
final class GoCaller {
    private final Path program;
    private final Path socket;

    GoCaller(Path program, Path socket) {
        this.program = program;
        this.socket = socket;
    }

    CallTimes call(int threads, Duration length) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "call",
                                socket.toString(),
                                Integer.toString(threads),
                                length.toMillis() + "ms")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(program + ": " + said.strip());
        }
        return CallTimes.parse(said);
    }
}
