package dev.berth.core.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks that a secret can be the value of a variable. No message quotes it. */
final class SecretText {
    static final int MAX_BYTES = 64 * 1024;

    private SecretText() {}

    /** Returns what a file holds, without one newline at its end. */
    static String ofFile(byte[] content) throws IOException {
        requireLength(content.length);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8 text");
        }
        return checked(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    /** Returns what a configuration holds. */
    static String ofConfiguration(String value) throws IOException {
        requireLength(value.getBytes(StandardCharsets.UTF_8).length);
        return checked(value);
    }

    private static void requireLength(int bytes) throws IOException {
        if (bytes > MAX_BYTES) {
            throw new IOException("it is longer than %d bytes".formatted(MAX_BYTES));
        }
    }

    private static String checked(String text) throws IOException {
        if (text.isEmpty()) {
            throw new IOException("it is empty");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IOException("it has a NUL byte, which no variable can hold");
        }
        return text;
    }
}
