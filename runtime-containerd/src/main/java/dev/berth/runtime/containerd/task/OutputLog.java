package dev.berth.runtime.containerd.task;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.OutputLine.Stream;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;

/**
 * Logs one plugin's output within limits of its own and of all plugins. What exceeds them is
 * dropped: its beginning is told, and its size when a line passes again or the output ends.
 */
final class OutputLog {
    /** What a log entry costs beside its text, so that a flood of empty lines has a limit too. */
    private static final int ENTRY = 100;

    private final String name;
    private final Logger log;
    private final Consumer<OutputLine> reader;
    private final OutputTail tail;
    private final RateLimit own;
    private final RateLimit all;
    private long lines;
    private long bytes;

    /**
     * @param reader is handed all lines, also those that are not logged
     */
    OutputLog(
            String name,
            Logger log,
            Consumer<OutputLine> reader,
            OutputTail tail,
            RateLimit own,
            RateLimit all) {
        this.name = name;
        this.log = log;
        this.reader = reader;
        this.tail = tail;
        this.own = own;
        this.all = all;
    }

    void stdout(byte[] line) {
        add(Stream.STDOUT, line, (format, text) -> log.info(format, name, text));
    }

    void stderr(byte[] line) {
        add(Stream.STDERR, line, (format, text) -> log.error(format, name, text));
    }

    private void add(Stream stream, byte[] line, BiConsumer<String, String> level) {
        tail.add(line);
        String text = LineSplitter.text(line);
        reader.accept(OutputLine.of(Instant.now(), stream, text));
        long size = line.length + ENTRY;
        if (own.take(size) && all.take(size)) {
            tellDropped();
            level.accept("{}: {}", text);
        } else if (drop(line)) {
            log.warn("{} prints more than is logged: the rest of this second is dropped", name);
        }
    }

    /** Returns whether it is the first. */
    private synchronized boolean drop(byte[] line) {
        lines++;
        bytes += line.length + 1;
        return lines == 1;
    }

    /** Tells how much was dropped since it was told last, if anything was. */
    void tellDropped() {
        long[] dropped = takeDropped();
        if (dropped[0] > 0) {
            log.warn("{}: {} lines ({} bytes) were dropped here", name, dropped[0], dropped[1]);
        }
    }

    private synchronized long[] takeDropped() {
        long[] dropped = {lines, bytes};
        lines = 0;
        bytes = 0;
        return dropped;
    }
}
