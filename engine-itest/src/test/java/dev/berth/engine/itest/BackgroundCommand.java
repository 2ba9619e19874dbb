package dev.berth.engine.itest;

import dev.berth.engine.support.Docker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A docker command in the background, such as {@code docker events}. */
record BackgroundCommand(Process process) implements AutoCloseable {

    /** Returns what it prints up to a line with this text. */
    String until(String text) throws IOException {
        CompletableFuture<Void> tooLate = limit();
        StringBuilder seen = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(text)) {
                tooLate.cancel(false);
                close();
                return seen.toString();
            }
        }
        throw new IOException("\"%s\" was not seen, only: %s".formatted(text, seen));
    }

    /** Returns all that it prints; it has an end of its own. */
    String toItsEnd() throws IOException, InterruptedException {
        CompletableFuture<Void> tooLate = limit();
        String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        tooLate.cancel(false);
        return seen + "exit " + exit;
    }

    private CompletableFuture<Void> limit() {
        return CompletableFuture.runAsync(
                this::close,
                CompletableFuture.delayedExecutor(Docker.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    /** Through the handle: the process object would close the output that is still read. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
