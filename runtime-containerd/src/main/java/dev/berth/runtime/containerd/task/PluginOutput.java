package dev.berth.runtime.containerd.task;

import dev.berth.spi.PluginLaunch;
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
    private final OutputLog log;
    private final OutputTail lastLines;

    private PluginOutput(
            OutputPipe stdout, OutputPipe stderr, OutputLog log, OutputTail lastLines) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.log = log;
        this.lastLines = lastLines;
    }

    /**
     * Opens both pipes and reads on until the plugin is gone.
     *
     * @param all the limit of all plugins together
     */
    static PluginOutput open(
            Path stdout,
            Path stderr,
            PluginLaunch launch,
            Logger log,
            OutputLimits limits,
            RateLimit all)
            throws IOException {
        String name = launch.name();
        OutputTail last = new OutputTail(limits.lastLines());
        RateLimit own = new RateLimit(limits.rateBytes(), System::nanoTime);
        OutputLog lines = new OutputLog(name, log, launch.output(), last, own, all);
        OutputPipe out =
                OutputPipe.open(
                        stdout,
                        "berth-stdout-" + name,
                        new LineSplitter(limits.lineBytes(), lines::stdout));
        try {
            OutputPipe err =
                    OutputPipe.open(
                            stderr,
                            "berth-stderr-" + name,
                            new LineSplitter(limits.lineBytes(), lines::stderr));
            return new PluginOutput(out, err, lines, last);
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
        return CompletableFuture.allOf(stdout.end(), stderr.end())
                .thenRun(log::tellDropped)
                .thenApply(v -> lastLines());
    }

    /** Stops reading; the plugin may write on until its pipes are full. */
    @Override
    public void close() {
        stdout.close();
        stderr.close();
    }
}
