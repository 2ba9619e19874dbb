package dev.berth.dist.component;

import java.io.IOException;

/** Runs a command in the host's shell. */
final class HostCommand {

    private HostCommand() {}

    /**
     * Runs it to its end; it writes where this process writes.
     *
     * @throws IOException if it cannot be run, or fails
     */
    static void run(String command) throws IOException, InterruptedException {
        System.out.flush();
        int code = new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("exit code %d of: %s".formatted(code, command));
        }
    }
}
