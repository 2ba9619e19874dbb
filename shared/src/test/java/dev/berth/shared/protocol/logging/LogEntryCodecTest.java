package dev.berth.shared.protocol.logging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.PartialLog;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against messages that protoc made of moby's entry.proto. */
class LogEntryCodecTest {
    private static final Map<String, LogEntry> RECORDED =
            Map.of(
                    "0a067374646f75741095fec79fa2deb2c3181a0568656c6c6f",
                    LogEntry.of(
                            "stdout",
                            Instant.ofEpochSecond(1767323045L, 123456789),
                            "hello".getBytes(StandardCharsets.UTF_8)),
                    "0a0673746465727210ffffffffffffffffff011a0300ff0a20012a0908011203c3a9311803",
                    LogEntry.of("stderr", Instant.ofEpochSecond(0, -1), new byte[] {0, -1, 10})
                            .withPartialLog(PartialLog.of("é1", 3, true)),
                    "0a067374646f757420012a0e12017818ffffffffffffffffff01",
                    LogEntry.of("stdout", Instant.EPOCH, new byte[0])
                            .withPartialLog(PartialLog.of("x", -1, false)),
                    "",
                    LogEntry.of("", Instant.EPOCH, new byte[0]),
                    "10808080808080808080011a0161",
                    LogEntry.of("", Instant.ofEpochSecond(0, Long.MIN_VALUE), new byte[] {'a'}),
                    "10ffffffffffffffff7f20012a00",
                    LogEntry.of("", Instant.ofEpochSecond(0, Long.MAX_VALUE), new byte[0])
                            .withPartialLog(PartialLog.of("", 0, false)));

    private static byte[] framed(String message) {
        byte[] bytes = HexFormat.of().parseHex(message);
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static Optional<LogEntry> read(byte[] frame) throws IOException {
        try (LogEntryReader reader = new LogEntryReader(new ByteArrayInputStream(frame))) {
            return reader.next();
        }
    }

    @Test
    void readsAndWritesWhatProtocWrites() throws IOException {
        for (Map.Entry<String, LogEntry> each : RECORDED.entrySet()) {
            byte[] frame = framed(each.getKey());
            assertArrayEquals(frame, LogEntryCodec.frame(each.getValue()), each.getKey());
            assertEquals(Optional.of(each.getValue()), read(frame));
        }
    }

    @Test
    void readsOneAfterTheOther() throws IOException {
        ByteBuffer both = ByteBuffer.allocate(100).put(framed("0a0161")).put(framed("0a0162"));
        try (LogEntryReader reader =
                new LogEntryReader(new ByteArrayInputStream(both.array(), 0, both.position()))) {
            assertEquals("a", reader.next().orElseThrow().source());
            assertEquals("b", reader.next().orElseThrow().source());
            assertTrue(reader.next().isEmpty());
        }
    }

    @Test
    void skipsFieldsThatAreNotKnown() throws IOException {
        String unknown = "3801" + "390102030405060708" + "3a020102" + "3d01020304";
        assertEquals("a", read(framed(unknown + "0a0161")).orElseThrow().source());
        assertEquals(
                Optional.of(PartialLog.of("x", 0, false)),
                read(framed("2a07" + "3a020102" + "120178")).orElseThrow().partialLog());
    }

    @Test
    void refusesWhatIsNoEntry() {
        for (String bad :
                new String[] {
                    "0a0561", // a text longer than the message
                    "0affffffffffffffffff0161", // of a length below zero
                    "10ffffffffffffffffffff01", // a number of more than 64 bits
                    "10ff", // half a number
                    "0801", // the source as a number
                    "120161", // the time as a text
                    "0001", // field 0
                    "3b", // a group
                    "3e", // a type that there is not
                    "39010203", // half a number of 64 bits
                    "2a03120561", // a part whose text is longer than it
                }) {
            assertThrows(InvalidLogEntryException.class, () -> read(framed(bad)), bad);
        }
    }

    @Test
    void refusesALengthThatLies() {
        byte[] negative = {-1, -1, -1, -1};
        assertThrows(InvalidLogEntryException.class, () -> read(negative));
        byte[] large = {0, 16, 0, 1};
        assertThrows(InvalidLogEntryException.class, () -> read(large));
        byte[] cut = {0, 16, 0, 0, 1, 2};
        assertThrows(EOFException.class, () -> read(cut));
        byte[] half = {0, 16};
        assertThrows(EOFException.class, () -> read(half));
    }

    @Test
    void refusesToWriteWhatPluginsDoNotRead() {
        LogEntry large = LogEntry.of("stdout", Instant.EPOCH, new byte[1_000_000]);
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> LogEntryCodec.frame(large))
                        .getMessage()
                        .endsWith("and plugins read 1000000 at most"));
    }
}
