package dev.berth.shared.protocol.logging;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.PartialLog;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Log entries as moby's {@code api/types/plugins/logdriver/entry.proto} has them: a frame is the
 * length of the message, 4 bytes, big-endian, and the message. A field of the default value is not
 * written; fields that are not known are skipped.
 */
public final class LogEntryCodec {
    /**
     * The largest message that is written: published plugins read with gogo protobuf's delimited
     * reader and a limit of a million bytes, and end the log at a larger one. moby has no limit,
     * and writes lines of 16 KiB at most.
     */
    public static final int LARGEST_WRITTEN = 1_000_000;

    private static final int SOURCE = 1;
    private static final int TIME = 2;
    private static final int LINE = 3;
    private static final int PARTIAL = 4;
    private static final int PARTIAL_LOG = 5;
    private static final int LAST = 1;
    private static final int ID = 2;
    private static final int ORDINAL = 3;
    private static final int BYTES = 2;

    private LogEntryCodec() {}

    /**
     * Returns an entry's frame.
     *
     * @throws IllegalArgumentException if it is larger than plugins read
     */
    public static byte[] frame(LogEntry entry) {
        byte[] message = message(entry);
        if (message.length > LARGEST_WRITTEN) {
            throw new IllegalArgumentException(
                    "the log entry has %d bytes, and plugins read %d at most"
                            .formatted(message.length, LARGEST_WRITTEN));
        }
        return ByteBuffer.allocate(Integer.BYTES + message.length)
                .putInt(message.length)
                .put(message)
                .array();
    }

    private static byte[] message(LogEntry entry) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(entry.line().length + 64);
        bytes(message, SOURCE, entry.source().getBytes(StandardCharsets.UTF_8));
        number(message, TIME, nanos(entry.time()));
        bytes(message, LINE, entry.line());
        number(message, PARTIAL, entry.partial() ? 1 : 0);
        entry.partialLog()
                .map(LogEntryCodec::message)
                .ifPresent(part -> delimited(message, PARTIAL_LOG, part));
        return message.toByteArray();
    }

    private static byte[] message(PartialLog part) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        number(message, LAST, part.last() ? 1 : 0);
        bytes(message, ID, part.id().getBytes(StandardCharsets.UTF_8));
        number(message, ORDINAL, part.ordinal());
        return message.toByteArray();
    }

    private static long nanos(Instant time) {
        // In two steps: the seconds of the earliest time alone are out of range.
        return time.getEpochSecond() < 0
                ? Math.addExact(
                        TimeUnit.SECONDS.toNanos(1) * (time.getEpochSecond() + 1),
                        time.getNano() - TimeUnit.SECONDS.toNanos(1))
                : Math.addExact(
                        TimeUnit.SECONDS.toNanos(1) * time.getEpochSecond(), time.getNano());
    }

    private static void number(ByteArrayOutputStream message, int field, long value) {
        if (value != 0) {
            varint(message, (long) field << 3);
            varint(message, value);
        }
    }

    private static void bytes(ByteArrayOutputStream message, int field, byte[] value) {
        if (value.length > 0) {
            delimited(message, field, value);
        }
    }

    private static void delimited(ByteArrayOutputStream message, int field, byte[] value) {
        varint(message, (long) field << 3 | BYTES);
        varint(message, value.length);
        message.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream message, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            message.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        message.write((int) rest);
    }

    /** Reads a message without its length. */
    static LogEntry parse(byte[] message) throws InvalidLogEntryException {
        ProtobufFields fields = new ProtobufFields(message);
        String source = "";
        long nanos = 0;
        byte[] line = {};
        boolean partial = false;
        Optional<PartialLog> part = Optional.empty();
        while (fields.next()) {
            switch (fields.number()) {
                case SOURCE -> source = fields.text();
                case TIME -> nanos = fields.number64();
                case LINE -> line = fields.bytes();
                case PARTIAL -> partial = fields.flag();
                case PARTIAL_LOG -> part = Optional.of(partialLog(fields.bytes()));
                default -> fields.skip();
            }
        }
        LogEntry entry =
                LogEntry.of(source, Instant.ofEpochSecond(0, nanos), line).withPartial(partial);
        return part.map(entry::withPartialLog).orElse(entry);
    }

    private static PartialLog partialLog(byte[] message) throws InvalidLogEntryException {
        ProtobufFields fields = new ProtobufFields(message);
        String id = "";
        long ordinal = 0;
        boolean last = false;
        while (fields.next()) {
            switch (fields.number()) {
                case LAST -> last = fields.flag();
                case ID -> id = fields.text();
                case ORDINAL -> ordinal = fields.number64();
                default -> fields.skip();
            }
        }
        return PartialLog.of(id, (int) ordinal, last);
    }
}
