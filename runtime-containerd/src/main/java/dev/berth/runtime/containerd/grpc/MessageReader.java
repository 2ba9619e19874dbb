package dev.berth.runtime.containerd.grpc;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes the messages out of the DATA frames of one call. Each message has a byte that says whether
 * it is compressed (never, as that was not offered), its length in four bytes, and its bytes.
 */
final class MessageReader {
    /** No more than containerd sends: its {@code max_send_message_size} is 16 MiB by default. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int PREFIX_BYTES = 5;

    /** A length is only a promise: memory is taken as the bytes come. */
    private static final int FIRST_BYTES = 64 * 1024;

    private final byte[] prefix = new byte[PREFIX_BYTES];
    private int prefixBytes;
    private byte[] message;
    private int messageBytes;
    private int length;

    /**
     * Returns the next message, if the bytes reach to its end.
     *
     * @param bytes those that follow the ones of the last call; they are consumed up to the end of
     *     the message
     * @throws GrpcException if it is compressed or too long
     */
    Optional<byte[]> next(ByteBuf bytes) throws GrpcException {
        if (!readPrefix(bytes)) {
            return Optional.empty();
        }
        int read = Math.min(length - messageBytes, bytes.readableBytes());
        reserve(messageBytes + read);
        bytes.readBytes(message, messageBytes, read);
        messageBytes += read;
        if (messageBytes < length) {
            return Optional.empty();
        }
        prefixBytes = 0;
        return Optional.of(message);
    }

    /** Returns whether a message has begun and not ended. */
    boolean isWithinMessage() {
        return prefixBytes > 0;
    }

    /** Returns whether the prefix of the present message is read. */
    private boolean readPrefix(ByteBuf bytes) throws GrpcException {
        if (prefixBytes == PREFIX_BYTES) {
            return true;
        }
        int read = Math.min(PREFIX_BYTES - prefixBytes, bytes.readableBytes());
        bytes.readBytes(prefix, prefixBytes, read);
        prefixBytes += read;
        if (prefixBytes < PREFIX_BYTES) {
            return false;
        }
        begin();
        return true;
    }

    private void begin() throws GrpcException {
        if (prefix[0] != 0) {
            throw CallStatus.internal("the server's message is compressed");
        }
        long announced = 0;
        for (int i = 1; i < PREFIX_BYTES; i++) {
            announced = announced << Byte.SIZE | prefix[i] & 0xff;
        }
        if (announced > MAX_BYTES) {
            throw new GrpcException(
                    GrpcCode.RESOURCE_EXHAUSTED,
                    "the server's message has %d bytes, more than %d"
                            .formatted(announced, MAX_BYTES));
        }
        length = (int) announced;
        message = new byte[Math.min(length, FIRST_BYTES)];
        messageBytes = 0;
    }

    private void reserve(int bytes) {
        if (bytes > message.length) {
            message = Arrays.copyOf(message, Math.min(length, Math.max(bytes, 2 * message.length)));
        }
    }
}
