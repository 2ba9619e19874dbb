package dev.berth.core.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A real server on a unix socket that says whatever a test tells it to, byte by byte. */
public final class UnixServer implements AutoCloseable {

    /** What the server does with one connection; it is closed at the end. */
    @FunctionalInterface
    public interface Conversation {
        void with(Caller caller) throws Exception;
    }

    /** A request as it came. */
    public record Request(String head, byte[] body) {
        public String method() {
            return head.substring(head.indexOf('/') + 1, head.indexOf(" HTTP/1.1\r\n"));
        }

        public String json() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Conversation conversation;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** All requests that came, in order. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    /** All requests that came and were not taken out yet. */
    public final BlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();

    /** Something for each connection whose other side has hung up. */
    public final BlockingQueue<String> hangUps = new LinkedBlockingQueue<>();

    /** Something for each connection that was made. */
    public final List<Caller> callers = new CopyOnWriteArrayList<>();

    public UnixServer(Path socket, Conversation conversation) throws IOException {
        this.socket = socket;
        this.conversation = conversation;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        start("accept", this::accept);
    }

    /** Returns a server that gives every request the same answer, and keeps connections. */
    public static UnixServer answering(Path socket, String json) throws IOException {
        return new UnixServer(
                socket,
                caller -> {
                    while (caller.nextRequest() != null) {
                        caller.json(200, json);
                    }
                });
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, "test-server-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                open.add(channel);
                start("caller", () -> talk(channel));
            }
        } catch (IOException e) {
            return;
        }
    }

    private void talk(SocketChannel channel) {
        Caller caller = new Caller(channel);
        callers.add(caller);
        try (channel) {
            conversation.with(caller);
        } catch (Exception e) {
            hangUps.add(e.toString());
        } finally {
            open.remove(channel);
            caller.ended.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        awaitEndOfAccepting();
        for (SocketChannel channel : open) {
            channel.close();
        }
        for (Thread thread : threads) {
            thread.interrupt();
        }
        Files.deleteIfExists(socket);
    }

    /** Java keeps a socket open until the thread in its accept has noticed the close. */
    private void awaitEndOfAccepting() {
        try {
            threads.get(0).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection. */
    public final class Caller {
        private final InputStream in;
        private final OutputStream out;
        private final SocketChannel channel;
        private final CountDownLatch ended = new CountDownLatch(1);

        Caller(SocketChannel channel) {
            this.channel = channel;
            this.in = new BufferedInputStream(Channels.newInputStream(channel));
            this.out = Channels.newOutputStream(channel);
        }

        /** Reads the next request; null when the caller hangs up between two. */
        public Request nextRequest() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int c = in.read();
                if (c < 0) {
                    hangUps.add("between requests");
                    if (head.size() == 0) {
                        return null;
                    }
                    throw new EOFException("in the middle of a request");
                }
                head.write(c);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            String length = text.split("Content-Length: ")[1].split("\r\n")[0];
            Request request = new Request(text, in.readNBytes(Integer.parseInt(length)));
            requests.add(request);
            arrivals.add(request);
            return request;
        }

        /** Waits until the server has closed this connection. */
        public void awaitEnd() {
            try {
                ended.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Waits for the next request, and leaves all but its first byte unread for the hang-up. */
        public void awaitUnread() throws IOException {
            if (in.available() > 0 || channel.read(ByteBuffer.allocate(1)) < 1) {
                throw new EOFException("no request");
            }
        }

        /** Waits until the caller hangs up. */
        public void awaitHangUp() throws IOException {
            in.read();
            hangUps.add("awaited");
        }

        public void raw(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void json(int status, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            raw("HTTP/1.1 " + status + " Any\r\nContent-Length: " + body.length + "\r\n\r\n");
            out.write(body);
        }
    }
}
