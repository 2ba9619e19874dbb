package dev.berth.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Privilege;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.TypedShell;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ctrl-C in Gogo over JLine's terminal. */
@Timeout(20)
class InterruptKeyTest {
    private final RecordingManager manager = new RecordingManager();
    private final TypedShell shell = new TypedShell(manager);
    private final AtomicInteger shells = new AtomicInteger();
    private final PipedOutputStream keys = new PipedOutputStream();

    /** One for each time that the handler has been changed. */
    private final Semaphore changes = new Semaphore(0);

    private Terminal terminal;

    @BeforeEach
    void typeAtATerminal() throws Exception {
        terminal =
                new DumbTerminal(new PipedInputStream(keys), new ByteArrayOutputStream()) {
                    @Override
                    public SignalHandler handle(Signal signal, SignalHandler handler) {
                        SignalHandler before = super.handle(signal, handler);
                        if (changes != null) {
                            changes.release();
                        }
                        return before;
                    }
                };
        terminal.handle(Terminal.Signal.INT, signal -> shells.incrementAndGet());
        changes.drainPermits();
        shell.variables.put("TERM", "dumb");
        shell.variables.put(".reader", LineReaderBuilder.builder().terminal(terminal).build());
    }

    @AfterEach
    void close() throws Exception {
        shell.close();
        terminal.close();
    }

    @Test
    void endsACommandThatGoesOnByItself() throws Exception {
        CompletableFuture<String> shown = type("plugin:events");
        changed(1);

        terminal.raise(Terminal.Signal.INT);

        endsAndGivesTheKeyBack(shown);
    }

    @Test
    void isAnAnswerToAQuestion() throws Exception {
        manager.wanting(Privilege.of("network", "", List.of("host")));
        CompletableFuture<String> shown = type("plugin:install a/b");
        changed(1);

        terminal.raise(Terminal.Signal.INT);

        assertEquals("Error: cancelled", shown.get());
        assertEquals(0, shells.get());
    }

    @Test
    void endsACommandBeforeAnotherInAPipe() throws Exception {
        CompletableFuture<String> shown = type("plugin:events | plugin:events");
        changed(2);

        terminal.raise(Terminal.Signal.INT);
        changed(1);
        terminal.raise(Terminal.Signal.INT);

        endsAndGivesTheKeyBack(shown);
    }

    private void endsAndGivesTheKeyBack(CompletableFuture<String> shown) throws Exception {
        assertEquals("", shown.get());
        assertEquals(0, shells.get());
        terminal.raise(Terminal.Signal.INT);
        assertEquals(1, shells.get());
    }

    private void changed(int times) throws InterruptedException {
        assertTrue(changes.tryAcquire(times, 10, TimeUnit.SECONDS));
    }

    private CompletableFuture<String> type(String line) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        ByteArrayOutputStream written = new ByteArrayOutputStream();
                        shell.type(line, "", written);
                        return written.toString(StandardCharsets.UTF_8);
                    } catch (Exception e) {
                        return e.toString();
                    }
                });
    }
}
