package dev.berth.dist;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry on the loopback that has nothing and takes everything, over plain HTTP: a client that
 * begins with TLS, as all do, is told in plain text that this is none. One request a connection.
 */
final class RehearsedRegistry implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 22;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int SILENCE_MILLIS = 2000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,9})");
    private static final String END = "Content-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket server;

    private RehearsedRegistry(ServerSocket server) {
        this.server = server;
    }

    static RehearsedRegistry start() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        RehearsedRegistry registry = new RehearsedRegistry(new ServerSocket(0, 0, loopback));
        DaemonThreads.create("berth-rehearsed-registry", registry::serve).start();
        return registry;
    }

    /** Returns host and port. */
    String name() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(SILENCE_MILLIS);
                String answer = answer(client.getInputStream());
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The client has gone, or the rehearsal is over.
                continue;
            }
        }
    }

    private static String answer(InputStream in) throws IOException {
        int first = in.read();
        if (first == TLS_HANDSHAKE) {
            return "HTTP/1.1 400 Bad Request\r\n" + END;
        }
        String head = (char) first + head(in);
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            in.skipNBytes(Long.parseLong(length.group(1)));
        }
        return switch (head.substring(0, head.indexOf(' '))) {
            case "POST" -> "HTTP/1.1 202 Accepted\r\nLocation: /v2/u\r\n" + END;
            case "PUT" -> "HTTP/1.1 201 Created\r\n" + END;
            default -> "HTTP/1.1 404 Not Found\r\n" + END;
        };
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException("this is no HTTP");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
