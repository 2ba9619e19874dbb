package dev.berth.registry.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An HTTP server that answers byte by byte what a test says, right or wrong. */
public final class ScriptedServer implements AutoCloseable {

    /** Writes one answer; an exception closes the connection. */
    @FunctionalInterface
    public interface Script {
        void answer(Received request, OutputStream out) throws IOException;
    }

    /**
     * A request.
     *
     * @param headers by name in lower case
     */
    public record Received(String method, String path, Map<String, String> headers, byte[] body) {
        /** Returns a header, empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** Returns method and path. */
        public String line() {
            return method + " " + path;
        }
    }

    private final ServerSocket socket;
    private final Map<String, Deque<Script>> scripts = new ConcurrentHashMap<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    public ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        thread(this::accept).start();
    }

    /** Returns host and port. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /**
     * Says what to answer.
     *
     * @param line method and path without query, {@code GET /v2/a/manifests/1}
     * @param answers one after the other, the last one for ever
     */
    public ScriptedServer on(String line, Script... answers) {
        scripts.put(line, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** Returns all requests so far. */
    public List<Received> requests() {
        return requests;
    }

    /** Returns the requests of one line. */
    public List<Received> requests(String line) {
        return requests.stream().filter(one -> one.line().split("\\?")[0].equals(line)).toList();
    }

    /** Waits until the time is over or the test is. */
    public void hold(long millis) throws IOException {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("the test is over");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                thread(() -> serve(connection)).start();
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            while (true) {
                Received request = receive(in, out);
                requests.add(request);
                script(request).answer(request, out);
                out.flush();
            }
        } catch (IOException e) {
            open.remove(connection);
        }
    }

    private Script script(Received request) {
        Deque<Script> answers =
                scripts.getOrDefault(
                        request.line().split("\\?")[0],
                        new ArrayDeque<>(List.of(ScriptedResponses.notFound())));
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }

    private static Received receive(InputStream in, OutputStream out) throws IOException {
        String line = line(in);
        String[] words = line.split(" ");
        if (words.length != 3) {
            // A TLS greeting, most often: this is what plain servers say to it.
            out.write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            throw new IOException("no request: " + line);
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(words[0], words[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
            if (line.length() == 1 && next == 0x16) {
                return "TLS";
            }
        }
        return line.toString().strip();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "berth-test-server");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
