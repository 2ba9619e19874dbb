package dev.berth.itest.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to the registry on which, after so many bytes from there, nothing gets through any more.
 */
public final class Gate implements AutoCloseable {
    private final ServerSocket server;
    private final AtomicLong left;
    private final CountDownLatch shut = new CountDownLatch(1);
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private Gate(ServerSocket server, long bytes) {
        this.server = server;
        this.left = new AtomicLong(bytes);
    }

    /** Opens one that lets so many bytes through. */
    public static Gate after(long bytes) {
        try {
            Gate gate = new Gate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), bytes);
            start("gate", gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the host and port to use instead of the registry's. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Waits until it has shut. */
    public void awaitShut() throws InterruptedException {
        if (!shut.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("not enough came through: " + left + " bytes are missing");
        }
    }

    private void accept() throws IOException {
        String[] registry = TestBed.registry().split(":");
        while (true) {
            Socket client = server.accept();
            Socket upstream = new Socket(registry[0], Integer.parseInt(registry[1]));
            sockets.add(client);
            sockets.add(upstream);
            start("gate-out", () -> client.getInputStream().transferTo(upstream.getOutputStream()));
            start("gate-in", () -> let(upstream.getInputStream(), client.getOutputStream()));
        }
    }

    /** Lets bytes through; when the gate has shut the connection stays open, and is silent. */
    private void let(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (left.addAndGet(-n) < 0) {
                shut.countDown();
                return;
            }
            out.write(buffer, 0, n);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException e) {
                                // One of both ends is closed: that ends the work.
                                return;
                            }
                        },
                        "berth-itest-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
