package dev.berth.itest.host;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Karaf's client in a pseudo-terminal, which {@code script} makes: an interactive ssh session. */
public final class KarafTerminal implements AutoCloseable {
    private static final String PROMPT = "@root()> ";
    private static final int CTRL_C = 3;
    private static final int BUFFER = 8192;

    private final Process process;
    private final OutputStream keys;
    private final Thread reader;
    private final StringBuilder shown = new StringBuilder();
    private boolean ended;

    private KarafTerminal(Process process) {
        this.process = process;
        keys = process.getOutputStream();
        reader = new Thread(this::read, "test-terminal");
        reader.setDaemon(true);
        reader.start();
    }

    static KarafTerminal open(List<String> client) throws IOException {
        ProcessBuilder script =
                new ProcessBuilder(
                        // Tests that a script runs behind its back ignore Ctrl-C.
                        "env",
                        "--default-signal=INT",
                        "script",
                        "-qefc",
                        String.join(" ", client),
                        "/dev/null");
        script.environment().put("TERM", "xterm");
        return new KarafTerminal(script.redirectErrorStream(true).start());
    }

    private void read() {
        char[] buffer = new char[BUFFER];
        try (Reader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                show(buffer, read);
            }
        } catch (IOException e) {
            char[] why = e.toString().toCharArray();
            show(why, why.length);
        } finally {
            end();
        }
    }

    private synchronized void show(char[] characters, int count) {
        shown.append(characters, 0, count);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Types a line. */
    public void type(String line) throws IOException {
        keys.write((line + "\r").getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Presses Ctrl-C. */
    public void interrupt() throws IOException {
        keys.write(CTRL_C);
        keys.flush();
    }

    /** Waits for the next prompt, and returns what is shown before it. */
    public String awaitPrompt() throws InterruptedException {
        return await(PROMPT);
    }

    /** Waits for a text, and returns what is shown before it; both are not looked at again. */
    public synchronized String await(String text) throws InterruptedException {
        long end = System.nanoTime() + TestTimeout.LIMIT.toNanos();
        while (shown.indexOf(text) < 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || millis <= 0) {
                throw new AssertionError(
                        "no '%s' at the terminal%s, but: %s"
                                .formatted(text, ended ? ", which has ended" : "", shown));
            }
            wait(millis);
        }
        int found = shown.indexOf(text);
        String before = shown.substring(0, found);
        shown.delete(0, found + text.length());
        return before;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.toHandle().destroy();
        try {
            if (!process.waitFor(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
            }
            reader.join(TestTimeout.LIMIT.toMillis());
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
