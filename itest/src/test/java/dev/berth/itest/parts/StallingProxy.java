package dev.berth.itest.parts;

import dev.berth.testing.TestTimeout;
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

/** A TCP proxy in front of the registry that forwards so many bytes from there, then stalls. */
public final class StallingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final AtomicLong left;
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private StallingProxy(ServerSocket server, long bytes) {
        this.server = server;
        this.left = new AtomicLong(bytes);
    }

    /** Starts one that forwards so many bytes. */
    public static StallingProxy after(long bytes) {
        try {
            StallingProxy proxy =
                    new StallingProxy(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), bytes);
            start("proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the host and port to use instead of the registry's. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Waits until it has stalled. */
    public void awaitStall() throws InterruptedException {
        if (!stalled.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
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
            start(
                    "proxy-out",
                    () -> client.getInputStream().transferTo(upstream.getOutputStream()));
            start("proxy-in", () -> forward(upstream.getInputStream(), client.getOutputStream()));
        }
    }

    /** Forwards bytes; when the proxy has stalled the connection stays open, and is silent. */
    private void forward(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (left.addAndGet(-n) < 0) {
                stalled.countDown();
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
