package dev.berth.conformance;

import dev.berth.shared.json.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Reads an answer in HTTP/1.1, and says what is wrong with one that is none. */
record AnswerReader(int status, InputStream body) {
    static final int LARGEST = 16 << 20;
    private static final int LONGEST_LINE = 8192;

    /** Reads the head of an answer. */
    static AnswerReader of(InputStream in) throws IOException {
        String status = line(in);
        if (!status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IOException("it does not answer in HTTP/1.1: " + status);
        }
        int length = -1;
        boolean chunked = false;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String[] parts = field.toLowerCase(Locale.ROOT).split(":", 2);
            if (parts.length < 2) {
                throw new IOException("it sends a header without a colon: " + parts[0]);
            }
            if (parts[0].equals("content-length")) {
                length = size("content-length", parts[1], 10, LARGEST);
            }
            chunked |= parts[0].equals("transfer-encoding") && parts[1].contains("chunked");
        }
        return new AnswerReader(Integer.parseInt(status.split(" ")[1]), body(in, chunked, length));
    }

    private static InputStream body(InputStream in, boolean chunked, int length)
            throws IOException {
        if (chunked) {
            return new ChunkedBody(in);
        }
        return length < 0 ? in : new ByteArrayInputStream(in.readNBytes(length));
    }

    /** Reads all of the body. */
    PluginAnswer answer() throws IOException {
        byte[] bytes = body.readNBytes(LARGEST);
        try {
            return new PluginAnswer(status, Optional.of(JsonCodec.parse(bytes)), bytes);
        } catch (IOException e) {
            return new PluginAnswer(status, Optional.empty(), bytes);
        }
    }

    static int size(String what, String text, int radix, int largest) throws IOException {
        String digits = text.strip();
        if (!digits.matches("[0-9a-fA-F]+")) {
            throw new IOException("it sends a %s that is none: %s".formatted(what, digits));
        }
        try {
            BigInteger size = new BigInteger(digits, radix);
            if (size.compareTo(BigInteger.valueOf(largest)) > 0) {
                throw new IOException("it answers with more than %d bytes".formatted(LARGEST));
            }
            return size.intValue();
        } catch (NumberFormatException e) {
            throw new IOException("it sends a %s that is none: %s".formatted(what, digits), e);
        }
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("it closes the connection without an answer");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException(
                        "it sends a line of more than %d characters".formatted(LONGEST_LINE));
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
