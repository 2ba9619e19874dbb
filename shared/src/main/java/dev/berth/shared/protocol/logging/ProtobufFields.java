package dev.berth.shared.protocol.logging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of one protobuf message, one after the other, as <a
 * href="https://protobuf.dev/programming-guides/encoding/">its encoding</a> says. Groups, which are
 * of protobuf's first version, are refused.
 */
final class ProtobufFields {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int VARINT_BITS = 64;

    private final byte[] message;
    private int at;
    private int number;
    private int type;

    ProtobufFields(byte[] message) {
        this.message = message;
    }

    /** Returns whether there is another field; its value is then to be read or skipped. */
    boolean next() throws InvalidLogEntryException {
        if (at == message.length) {
            return false;
        }
        long tag = varint();
        type = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE >>> 2) {
            throw new InvalidLogEntryException("no field has the number " + (tag >>> 3));
        }
        number = (int) (tag >>> 3);
        return true;
    }

    /** Returns the number of the field. */
    int number() {
        return number;
    }

    long number64() throws InvalidLogEntryException {
        require(VARINT);
        return varint();
    }

    boolean flag() throws InvalidLogEntryException {
        return number64() != 0;
    }

    String text() throws InvalidLogEntryException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() throws InvalidLogEntryException {
        require(BYTES);
        int from = at(varint());
        return Arrays.copyOfRange(message, from, at);
    }

    void skip() throws InvalidLogEntryException {
        switch (type) {
            case VARINT -> varint();
            case FIXED_64 -> at(Long.BYTES);
            case BYTES -> at(varint());
            case FIXED_32 -> at(Integer.BYTES);
            default -> throw new InvalidLogEntryException("a field has the type " + type);
        }
    }

    private void require(int wanted) throws InvalidLogEntryException {
        if (type != wanted) {
            throw new InvalidLogEntryException(
                    "field %d has the type %d, not %d".formatted(number, type, wanted));
        }
    }

    /** Goes on by a length, and returns where that began. */
    private int at(long length) throws InvalidLogEntryException {
        if (length < 0 || length > message.length - at) {
            throw new InvalidLogEntryException("a field is longer than its message");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private long varint() throws InvalidLogEntryException {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            byte next = message[at(1)];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidLogEntryException("a number has more than 64 bits");
    }
}
