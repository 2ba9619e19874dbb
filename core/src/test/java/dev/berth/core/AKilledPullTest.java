package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.ProgressListener;
import dev.berth.testing.ForkedJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull in whose middle the engine is killed goes on in the next engine. */
class AKilledPullTest {
    private static final int SIZE = 8 * 1024 * 1024;
    private static final int ROUNDS = 3;

    @TempDir Path top;

    @Test
    void isContinuedAsOftenAsItIsKilledAndLeavesNothingButItsPart() throws Exception {
        Random random = new Random(4);
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ForkedJvm engine = ForkedJvm.start(Puller.class, top.toString());
            long offset = number(engine, "offset");
            assertTrue(round == 0 ? offset == 0 : offset > before, offset + " after " + before);
            number(engine, "read");
            long until = System.nanoTime() + random.nextInt(3_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            engine.kill();
            before = offset;
        }
        try (ManagerHost next = new ManagerHost(top)) {
            assertEquals(List.of(), next.manager.list());
            assertEquals(List.of(), next.tree("tmp"));
            assertEquals(List.of(), next.tree("plugins"));
            assertEquals(1, next.parts().size());
            Digest layer =
                    next.registry.add("x", ManagerHost.CONFIG, text()).layers().get(0).digest();
            Plugin plugin =
                    next.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
            long offset = next.registry.asked.get(0).offset();
            assertTrue(offset > before, offset + " after " + before);
            assertEquals(List.of(), next.parts());
            Path rootfs = next.root().resolve("plugins").resolve(plugin.id()).resolve("rootfs");
            assertEquals(text(), Files.readString(rootfs.resolve(layer.hex().substring(0, 12))));
        }
    }

    private static long number(ForkedJvm engine, String word) throws Exception {
        String line = engine.line();
        assertTrue(line != null && line.startsWith(word + " "), line);
        return Long.parseLong(line.substring(word.length() + 1));
    }

    private static String text() {
        StringBuilder text = new StringBuilder(SIZE);
        for (int line = 0; text.length() < SIZE - 16; line++) {
            text.append(line).append(" of it\n");
        }
        return text.toString();
    }

    /** Pulls, slowly enough to be killed at it, and says how far it is. */
    public static final class Puller {
        private Puller() {}

        public static void main(String[] arguments) throws Exception {
            ManagerHost host = new ManagerHost(Path.of(arguments[0]));
            host.registry.add("x", ManagerHost.CONFIG, text());
            host.registry.opening =
                    (blob, bytes) -> {
                        say("offset " + (blob.size() - bytes.length));
                        return new Slow(bytes);
                    };
            host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        }

        private static void say(String line) {
            System.out.println(line);
            System.out.flush();
        }

        /** Tells when half a megabyte is read, and gives two at most. */
        private static final class Slow extends InputStream {
            private final ByteArrayInputStream bytes;
            private int read;

            Slow(byte[] bytes) {
                this.bytes = new ByteArrayInputStream(bytes);
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int before = read;
                if (read >= 2_000_000) {
                    waitForTheEnd();
                }
                int n = bytes.read(target, offset, Math.min(length, 8192));
                read += n;
                if (before < 500_000 && read >= 500_000) {
                    say("read " + read);
                }
                return n;
            }

            private static void waitForTheEnd() throws IOException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        }
    }
}
