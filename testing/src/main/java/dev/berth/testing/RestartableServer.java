package dev.berth.testing;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A server that a test starts, ends, and starts again with the same command. */
public final class RestartableServer implements AutoCloseable {
    private final String name;
    private final Pattern readyLine;
    private final List<String> command;
    private ServerProcess process;

    /**
     * Makes one that is not started yet.
     *
     * @param readyLine finds the line by which it says that it can be used
     */
    public RestartableServer(String name, Pattern readyLine, List<String> command) {
        this.name = name;
        this.readyLine = readyLine;
        this.command = List.copyOf(command);
    }

    /** Begins to start it. */
    public void start() {
        process = ServerProcess.start(name, readyLine, command);
    }

    /** Waits for the line that says that it is ready. */
    public void awaitReady() throws InterruptedException {
        process.awaitReady();
    }

    /** Ends it with SIGTERM, and waits for its end. */
    public void stop() {
        close();
    }

    /** Ends it as {@code kill -9} does; what it has started runs on. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /**
     * Passes if it runs.
     *
     * @throws IllegalStateException with the last that it printed, if it has ended
     */
    public void checkRunning() {
        process.checkRunning();
    }

    /** Returns the memory that it has resident, in bytes. */
    public long residentBytes() throws IOException {
        return process.residentBytes();
    }

    /** Returns its process ID. */
    public long pid() {
        return process.pid();
    }

    /** Has it print what its threads do, as {@link ServerProcess#dump} does. */
    public String dump(String signal, Pattern end) throws IOException, InterruptedException {
        return process.dump(signal, end);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
