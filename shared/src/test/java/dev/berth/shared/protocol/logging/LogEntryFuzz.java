package dev.berth.shared.protocol.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.driver.logging.LogEntry;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks for a stream that is neither read nor refused, or for an entry that changes when copied.
 */
class LogEntryFuzz {

    @FuzzTest
    void isReadOrRefused(byte[] input) throws IOException {
        parse(input);
        try (LogEntryReader reader = new LogEntryReader(new ByteArrayInputStream(input))) {
            for (Optional<LogEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
                byte[] copy = LogEntryCodec.frame(e.get());
                try (LogEntryReader again = new LogEntryReader(new ByteArrayInputStream(copy))) {
                    assertEquals(e, again.next());
                }
            }
        } catch (InvalidLogEntryException | EOFException refused) {
            return;
        }
    }

    /** A length is seldom right by chance. */
    private static void parse(byte[] input) throws IOException {
        try {
            LogEntryCodec.parse(input);
        } catch (InvalidLogEntryException refused) {
            return;
        }
    }
}
