package dev.berth.runtime.containerd.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.log.Logger;

/** A plugin's stdout and stderr: goes to the log, and its tail into error messages. */
final class PluginOutput implements AutoCloseable {
    private final OutputPipe stdout;
    private final OutputPipe stderr;
    private final OutputTail lastLines;

    private PluginOutput(OutputPipe stdout, OutputPipe stderr, OutputTail lastLines) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.lastLines = lastLines;
    }

    /** Opens both pipes and reads on until the plugin is gone. */
    static PluginOutput open(Path stdout, Path stderr, String name, Logger log, int keep)
            throws IOException {
        OutputTail last = new OutputTail(keep);
        OutputPipe out =
                OutputPipe.open(
                        stdout,
                        "berth-stdout-" + name,
                        line -> {
                            last.add(line);
                            log.info("{}: {}", name, line);
                        });
        try {
            OutputPipe err =
                    OutputPipe.open(
                            stderr,
                            "berth-stderr-" + name,
                            line -> {
                                last.add(line);
                                log.error("{}: {}", name, line);
                            });
            return new PluginOutput(out, err, last);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    List<String> lastLines() {
        return lastLines.list();
    }

    /** Completes with the last lines when all is read that the plugin, now gone, has written. */
    CompletableFuture<List<String>> drained() {
        try {
            stdout.release();
            stderr.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CompletableFuture.allOf(stdout.end(), stderr.end()).thenApply(v -> lastLines());
    }

    /** Stops reading; the plugin may write on until its pipes are full. */
    @Override
    public void close() throws IOException {
        try (stdout) {
            stderr.close();
        }
    }
}
