package dev.berth.core.testing;

import dev.berth.testing.ForkedJvm;
import dev.berth.testing.Programs;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A plugin in a process of its own, which can be stopped by SIGSTOP; it answers all calls. */
public final class PluginProgram {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"Err\":\"\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ForkedJvm process;

    private PluginProgram(ForkedJvm process) {
        this.process = process;
    }

    /** Starts one that listens on a socket. */
    public static PluginProgram start(Path socket) throws IOException {
        ForkedJvm process = ForkedJvm.start(PluginProgram.class, socket.toString());
        String line = process.line();
        if (!"ready".equals(line)) {
            throw new IOException("the plugin is not ready: " + line);
        }
        return new PluginProgram(process);
    }

    /** Sends a signal, STOP or CONT. */
    public void signal(String name) throws IOException, InterruptedException {
        Programs.run("kill", "-" + name, Long.toString(process.pid()));
    }

    /** Ends it with SIGKILL. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /**
     * Is the plugin.
     *
     * @param arguments the socket's path
     */
    public static void main(String[] arguments) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(arguments[0]));
        System.out.println("ready");
        while (true) {
            SocketChannel channel = server.accept();
            new Thread(() -> talk(channel), "plugin-caller").start();
        }
    }

    private static void talk(SocketChannel channel) {
        try (channel) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            while (readRequest(in)) {
                out.write(ANSWER);
                out.flush();
            }
        } catch (IOException e) {
            // The caller has hung up.
            return;
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            if (line.length() == 1) {
                in.skipNBytes(length);
                return true;
            }
            if (line.indexOf("Content-Length: ") == 0) {
                length = Integer.parseInt(line.substring(16).strip());
            }
            line.setLength(0);
        }
        return false;
    }
}
