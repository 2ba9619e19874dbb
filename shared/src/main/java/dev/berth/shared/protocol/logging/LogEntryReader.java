package dev.berth.shared.protocol.logging;

import dev.berth.driver.logging.LogEntry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the frames of {@link LogEntryCodec} from a stream. */
public final class LogEntryReader implements AutoCloseable {
    private static final int LARGEST = 1 << 20;

    private final InputStream in;

    public LogEntryReader(InputStream in) {
        this.in = in;
    }

    /**
     * Returns the next entry; empty at the end of the stream.
     *
     * @throws InvalidLogEntryException if it is none, or larger than 1 MiB; nothing that comes
     *     after it can be read
     * @throws EOFException if the stream ends in the middle of it
     */
    public Optional<LogEntry> next() throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length == 0) {
            return Optional.empty();
        }
        long size = Integer.toUnsignedLong(ByteBuffer.wrap(whole(length, Integer.BYTES)).getInt());
        if (size > LARGEST) {
            throw new InvalidLogEntryException(
                    "the log entry has %d bytes, and %d are read at most".formatted(size, LARGEST));
        }
        byte[] message = whole(in.readNBytes((int) size), (int) size);
        return Optional.of(LogEntryCodec.parse(message));
    }

    private static byte[] whole(byte[] bytes, int size) throws EOFException {
        if (bytes.length < size) {
            throw new EOFException("it ends in the middle of a log entry");
        }
        return bytes;
    }

    /** Closes the stream. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
