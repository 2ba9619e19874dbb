package dev.berth.testing.misbehaviour;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.berth.example.volumeplugin.VolumePlugin;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Faults of a plugin, for tests of its clients. */
public enum Misbehaviour {
    /** Prints two lines and ends with status 3 at once. */
    EXIT {
        @Override
        void run() {
            System.out.println("volume plugin: about to fail");
            System.err.println("volume plugin: cannot go on without its tea");
            System.exit(3);
        }
    },
    /** Runs, and never opens its socket. */
    MUTE {
        @Override
        void run() {
            System.out.println("volume plugin: not listening");
            waitForEver();
        }
    },
    /** Opens its socket two seconds late, then behaves. */
    LATE {
        @Override
        void run() throws IOException {
            pause(2000);
            VolumePlugin.main(new String[0]);
        }
    },
    /** Responds with what is not HTTP. */
    GARBAGE {
        @Override
        void run() throws IOException {
            RawServer.listen(SOCKET)
                    .serve(
                            (in, out) -> {
                                in.read();
                                out.write("\u0000\u0001 no HTTP at all\n".getBytes(US_ASCII));
                            });
        }
    },
    /** Responds to the handshake, and HTTP that is not JSON to all else. */
    PROSE {
        @Override
        void run() throws IOException {
            serve(method -> "a volume, you say?");
        }
    },
    /** Takes calls and never responds. */
    SILENT {
        @Override
        void run() throws IOException {
            RawServer.listen(SOCKET).serve((in, out) -> waitForEver());
        }
    },
    /** Responds to the handshake, then takes two seconds for each call. */
    SLOW {
        @Override
        void run() throws IOException {
            serve(
                    method -> {
                        System.out.println("volume plugin: takes its time for " + method);
                        pause(2000);
                        return "{}";
                    });
        }
    },
    /** Responds to the handshake, and ends with status 7 in the middle of the next call. */
    CRASH {
        @Override
        void run() throws IOException {
            serve(
                    method -> {
                        System.err.println("volume plugin: crashed in " + method);
                        Runtime.getRuntime().halt(7);
                        return null;
                    });
        }
    },
    /** Responds to the handshake, and takes a gigabyte of memory in the next call. */
    GREEDY {
        @Override
        void run() throws IOException {
            serve(
                    method -> {
                        List<ByteBuffer> taken = new ArrayList<>();
                        while (taken.size() < 64) {
                            taken.add(ByteBuffer.allocateDirect(16 << 20));
                        }
                        return "{}";
                    });
        }
    },
    /**
     * Waits for {@code /run/engine/go} before it behaves; and before that for an answer of the
     * engine at {@code /run/engine/berth.sock} if there is {@code /run/engine/ask}.
     */
    WAITING {
        @Override
        void run() throws IOException {
            System.out.println("volume plugin: waits");
            if (Files.exists(Path.of("/run/engine/ask"))) {
                while (!answers(Path.of("/run/engine/berth.sock"))) {
                    pause(50);
                }
                System.out.println("volume plugin: the engine answers");
            }
            while (Files.notExists(Path.of("/run/engine/go"))) {
                pause(50);
            }
            VolumePlugin.main(new String[0]);
        }
    },
    /** Behaves, but does not end on SIGTERM. */
    STUBBORN {
        @Override
        void run() throws IOException {
            Runtime.getRuntime().addShutdownHook(new Thread(Misbehaviour::waitForEver, "stubborn"));
            VolumePlugin.main(new String[0]);
        }
    };

    private static final Path SOCKET = Path.of("/run/docker/plugins/volume.sock");

    abstract void run() throws IOException;

    /** Misbehaves as the variable {@code MISBEHAVIOUR} says. */
    public static void main(String[] args) throws IOException {
        valueOf(System.getenv("MISBEHAVIOUR").toUpperCase(Locale.ROOT)).run();
    }

    private static void serve(UnaryOperator<String> others) throws IOException {
        RawServer.listen(SOCKET)
                .serve(
                        new RawConversation(
                                method ->
                                        method.equals("Plugin.Activate")
                                                ? "{\"Implements\":[\"VolumeDriver\"]}"
                                                : others.apply(method)));
    }

    private static boolean answers(Path engine) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            channel.write(
                    ByteBuffer.wrap(
                            "GET /_ping HTTP/1.1\r\nHost: engine\r\n\r\n".getBytes(US_ASCII)));
            return channel.read(ByteBuffer.allocate(1024)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
