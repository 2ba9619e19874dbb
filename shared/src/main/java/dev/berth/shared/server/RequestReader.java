package dev.berth.shared.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the requests of one connection, one after another. Nothing is believed of a length. */
final class RequestReader {
    private static final int LARGEST_HEAD = 16 << 10;
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final int largestBody;
    private int headLeft;

    /**
     * @param out where {@code 100 Continue} goes
     */
    RequestReader(Peer peer, int largestBody) {
        this.in = new BufferedInputStream(peer.in());
        this.out = peer.out();
        this.largestBody = largestBody;
    }

    /** Waits for the first byte of a request, and returns whether there is one. */
    boolean awaitRequest() throws IOException {
        in.mark(1);
        boolean begins = in.read() >= 0;
        if (begins) {
            in.reset();
        }
        return begins;
    }

    /** Waits for the client to send more, or to go, and returns whether it has gone. */
    boolean isGone() throws IOException {
        return in.read() < 0;
    }

    /** Skips what has been sent, up to a size; then, or when the client has gone, it returns. */
    void skip(int most) throws IOException {
        int left = most;
        byte[] bytes = new byte[8192];
        for (int n = in.read(bytes); n > 0 && left > 0; n = in.read(bytes)) {
            left -= n;
        }
    }

    /**
     * Reads a request.
     *
     * @throws HttpException if it is none
     * @throws EOFException if the client goes in the middle of it
     */
    ReceivedCall read() throws IOException {
        headLeft = LARGEST_HEAD;
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        HttpRequestHead head = new HttpRequestHead(lines.isEmpty() ? List.of("") : lines);
        boolean chunked = head.isChunked();
        long length = head.bodyLength();
        if (length > largestBody) {
            throw tooLarge();
        }
        if (head.isContinueExpected() && (chunked || length > 0)) {
            out.write(CONTINUE);
        }
        byte[] body = chunked ? chunks() : bytes((int) length);
        return new ReceivedCall(head.method(), body, head.isKeptAlive(), head.isHttp11());
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > largestBody - body.size()) {
                throw tooLarge();
            }
            body.writeBytes(bytes(size));
            if (!line().isEmpty()) {
                throw new HttpException(400, "a chunk is longer than it says");
            }
        }
        while (!line().isEmpty()) {
            // What follows the chunks are fields that nobody needs.
            continue;
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        headLeft = LARGEST_HEAD;
        String size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new HttpException(400, "a chunk has no size");
        }
        long bytes = Long.parseLong(size, 16);
        if (bytes > largestBody) {
            throw tooLarge();
        }
        return (int) bytes;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends in the middle of a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("it ends in the middle of a head");
            }
            if (--headLeft < 0) {
                throw new HttpException(431, "the head is larger than " + LARGEST_HEAD + " bytes");
            }
            line.append((char) c);
            c = in.read();
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private HttpException tooLarge() {
        return new HttpException(413, "the body is larger than " + largestBody + " bytes");
    }
}
