package dev.berth.core.driver.logging;

import dev.berth.driver.DriverClient;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.protocol.logging.InvalidLogEntryException;
import dev.berth.shared.protocol.logging.LineEnd;
import dev.berth.shared.protocol.logging.LogEntryReader;
import dev.berth.shared.protocol.logging.LogMethods;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The entries that a plugin sends, read as they are asked for. What is before or after the time
 * that was asked for is left out, as moby does: not every plugin minds it.
 */
final class ReadEntries extends AbstractSpliterator<LogEntry> {
    private final DriverClient plugin;
    private final LogEntryReader reader;
    private final ReadConfig config;

    private ReadEntries(DriverClient plugin, LogEntryReader reader, ReadConfig config) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.plugin = plugin;
        this.reader = reader;
        this.config = config;
    }

    static Stream<LogEntry> of(DriverClient plugin, InputStream response, ReadConfig config) {
        LogEntryReader reader = new LogEntryReader(new BufferedInputStream(response));
        return StreamSupport.stream(new ReadEntries(plugin, reader, config), false)
                .onClose(() -> close(response));
    }

    private static void close(InputStream response) {
        try {
            response.close();
        } catch (IOException e) {
            // The connection is not used again whatever it returns.
            return;
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super LogEntry> action) {
        Optional<LogEntry> entry = next();
        while (entry.isPresent() && isBefore(entry.get())) {
            entry = next();
        }
        if (entry.isEmpty() || isAfter(entry.get())) {
            return false;
        }
        action.accept(LineEnd.without(entry.get()));
        return true;
    }

    private boolean isBefore(LogEntry entry) {
        return config.since().filter(entry.time()::isBefore).isPresent();
    }

    private boolean isAfter(LogEntry entry) {
        return config.until().filter(entry.time()::isAfter).isPresent();
    }

    private Optional<LogEntry> next() {
        try {
            return reader.next().map(LineEnd::without);
        } catch (InvalidLogEntryException e) {
            throw plugin.malformed(LogMethods.READ, e.getMessage());
        } catch (IOException e) {
            throw new PluginCallException(
                    plugin.plugin(),
                    LogMethods.READ,
                    Reason.BROKEN,
                    OptionalInt.empty(),
                    "the log ends: " + e.getMessage(),
                    e);
        }
    }
}
