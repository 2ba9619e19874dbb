package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LossyOutputTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch reads = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    /** A pipe that is full until somebody reads. */
    private final class Pipe extends OutputStream {
        @Override
        public void write(int b) {
            blocked.countDown();
            try {
                reads.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            read.write(b);
        }
    }

    @Test
    void handsOnWhatIsPrinted() throws Exception {
        LossyOutput output = new LossyOutput(read, "test");
        PrintStream print = new PrintStream(output, true);
        print.println("one");
        print.print("two");
        output.drain(SOON);
        assertEquals(List.of("one", "two"), read.toString().lines().toList());
    }

    @Test
    void handsOnALineAsAWhole() throws Exception {
        List<String> writes = new ArrayList<>();
        LossyOutput output =
                new LossyOutput(
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                throw new IllegalStateException("a byte alone");
                            }

                            @Override
                            public void write(byte[] bytes, int from, int count) {
                                writes.add(new String(bytes, from, count));
                            }
                        },
                        "test");
        new PrintStream(output, true).printf("%s is %s%n", "it", "ready");
        output.drain(SOON);
        assertEquals(List.of("it is ready" + System.lineSeparator()), writes);
    }

    @Test
    void neverHoldsUpWhoPrintsAndTellsHowMuchIsMissing() throws Exception {
        LossyOutput output = new LossyOutput(new Pipe(), "test");
        PrintStream print = new PrintStream(output, true);
        print.println("first");
        blocked.await();
        String line = "x".repeat(1023);
        int room = LossyOutput.CAPACITY / (line.length() + 1);
        assertTimeoutPreemptively(
                SOON,
                () -> {
                    for (int i = 0; i < room + 7; i++) {
                        print.print(line + "\n");
                    }
                });
        reads.countDown();
        output.drain(SOON);
        print.println("last");
        output.drain(SOON);
        List<String> lines = read.toString().lines().toList();
        assertEquals("first", lines.get(0));
        assertEquals(room + 3, lines.size());
        assertTrue(
                lines.get(room + 1).endsWith("7 lines are missing here: nobody read them in time"),
                lines.get(room + 1));
        assertEquals("last", lines.get(room + 2));
    }

    @Test
    void doesNotWaitForEverForAReaderThatDoesNotRead() {
        LossyOutput output = new LossyOutput(new Pipe(), "test");
        new PrintStream(output, true).println("first");
        assertTimeoutPreemptively(SOON, () -> output.drain(Duration.ofMillis(50)));
    }

    @Test
    void goesOnWhenTheReaderIsGone() throws Exception {
        LossyOutput output =
                new LossyOutput(
                        new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                if (b == 'x') {
                                    throw new IOException("Broken pipe");
                                }
                                read.write(b);
                            }
                        },
                        "test");
        PrintStream print = new PrintStream(output, true);
        print.println("x");
        print.println("heard");
        output.drain(SOON);
        assertEquals("heard", read.toString().strip());
    }
}
