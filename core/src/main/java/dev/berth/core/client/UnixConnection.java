package dev.berth.core.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection to a unix socket, with a buffer of received bytes. */
final class UnixConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocateDirect(16 * 1024).limit(0);
    private boolean received;

    private UnixConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Makes an unconnected one, so that a deadline can close it while it connects. */
    static UnixConnection open() throws IOException {
        return new UnixConnection(SocketChannel.open(StandardProtocolFamily.UNIX));
    }

    void connect(PluginSocket socket) throws IOException {
        socket.connect(channel);
    }

    /**
     * Returns whether an idle connection can be reused: not if the server has closed it, or has
     * sent something without a request.
     */
    boolean isReusable() {
        if (input.hasRemaining()) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            input.clear();
            int read = channel.read(input);
            input.limit(0);
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends a request.
     *
     * @throws RequestUnreadException also by the first read after it, if the other side closed the
     *     connection before it had read the request to its end
     */
    void write(String method, byte[] body) throws IOException {
        received = false;
        StringBuilder head = new StringBuilder(256);
        head.append("POST /").append(method).append(" HTTP/1.1\r\nHost: plugin\r\n");
        head.append("Accept: ").append(PluginTransport.MEDIA_TYPE).append("\r\n");
        if (body.length > 0) {
            head.append("Content-Type: ").append(PluginTransport.MEDIA_TYPE).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer output = ByteBuffer.allocate(bytes.length + body.length);
        output.put(bytes).put(body).flip();
        try {
            while (output.hasRemaining()) {
                channel.write(output);
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new RequestUnreadException(e);
        }
    }

    /** Returns whether any byte of the response has come. */
    boolean hasReceived() {
        return received;
    }

    /** Reads one byte, or -1 at the end. */
    int read() throws IOException {
        return fill() ? input.get() & 0xff : -1;
    }

    /** Reads some bytes, or -1 at the end. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, input.remaining());
        input.get(bytes, offset, count);
        return count;
    }

    /** Reads a line, without CR and LF. */
    String readLine(int longest) throws IOException {
        String line = "";
        boolean ended = false;
        while (!ended) {
            if (!fill()) {
                throw new EOFException("the plugin hung up in the middle of its answer");
            }
            byte[] part = new byte[untilLineFeed()];
            input.get(part);
            line += new String(part, StandardCharsets.ISO_8859_1);
            if (line.length() > longest) {
                throw new MalformedReplyException("a header line is longer than " + longest);
            }
            ended = input.hasRemaining();
        }
        input.get();
        int last = line.length() - 1;
        int carriageReturn = line.indexOf('\r');
        if (carriageReturn >= 0 && carriageReturn < last) {
            throw new MalformedReplyException("a line has a carriage return in it");
        }
        return carriageReturn < 0 ? line : line.substring(0, last);
    }

    /** Returns how many bytes of the input come before a line feed; all if there is none. */
    private int untilLineFeed() {
        int at = input.position();
        while (at < input.limit() && input.get(at) != '\n') {
            at++;
        }
        return at - input.position();
    }

    private boolean fill() throws IOException {
        if (input.hasRemaining()) {
            return true;
        }
        input.clear();
        int count = receive();
        input.flip();
        received |= count > 0;
        return count > 0;
    }

    private int receive() throws IOException {
        try {
            return channel.read(input);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw received ? e : new RequestUnreadException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is given up anyway.
            return;
        }
    }
}
