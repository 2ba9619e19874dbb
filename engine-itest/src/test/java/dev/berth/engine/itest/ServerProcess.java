package dev.berth.engine.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that the tests start and stop; its output goes to a file. */
final class ServerProcess implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Process process;
    private final Thread reader;
    private final Path log;

    private ServerProcess(Process process, Thread reader, Path log) {
        this.process = process;
        this.reader = reader;
        this.log = log;
    }

    /** Starts it, and returns once it has said that it is ready. */
    static ServerProcess start(Path log, String ready, List<String> command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CountDownLatch said = new CountDownLatch(1);
        Thread reader = new Thread(() -> read(process, log, ready, said), "test-log " + log);
        reader.start();
        ServerProcess server = new ServerProcess(process, reader, log);
        if (!said.await(SECONDS, TimeUnit.SECONDS) || !process.isAlive()) {
            server.close();
            throw new IOException(
                    "%s is not ready: %s".formatted(command.get(0), Files.readString(log)));
        }
        return server;
    }

    private static void read(Process process, Path log, String ready, CountDownLatch said) {
        try (BufferedReader lines = process.inputReader();
                var copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                if (line.contains(ready)) {
                    said.countDown();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            // Ended or ready: in either case there is nothing to wait for.
            said.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return log.toString();
    }
}
