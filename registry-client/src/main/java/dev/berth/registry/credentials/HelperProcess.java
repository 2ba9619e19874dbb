package dev.berth.registry.credentials;

import dev.berth.shared.thread.DaemonThreads;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that runs a program once: a little input, a little output, a time limit. */
final class HelperProcess {
    private static final int LONGEST_OUTPUT = 1 << 16;

    record Result(int exitCode, byte[] output) {}

    private final String program;
    private final String searchPath;
    private final Duration limit;

    HelperProcess(String program, String searchPath, Duration limit) {
        this.program = program;
        this.searchPath = searchPath;
        this.limit = limit;
    }

    Result run(String command, byte[] input) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(find().toString(), command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            CompletableFuture<byte[]> output = readOutput(process);
            feed(process, input);
            byte[] bytes = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Result(
                    process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS).exitValue(),
                    bytes);
        } catch (TimeoutException e) {
            throw new IOException(
                    "%s did not end within %d ms".formatted(program, limit.toMillis()));
        } catch (ExecutionException e) {
            throw new IOException("%s could not be read".formatted(program), e.getCause());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Finds the program in the search path; the system would search the engine's own path. */
    private Path find() throws IOException {
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("%s is not in the PATH".formatted(program)));
    }

    /** Writes the input; a helper that does not read it may still print a login. */
    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException ignored) {
            return;
        }
    }

    private CompletableFuture<byte[]> readOutput(Process process) {
        CompletableFuture<byte[]> output = new CompletableFuture<>();
        DaemonThreads.create("berth-registry-" + program, () -> read(process, output)).start();
        return output;
    }

    private static void read(Process process, CompletableFuture<byte[]> output) {
        try (InputStream stdout = process.getInputStream()) {
            output.complete(stdout.readNBytes(LONGEST_OUTPUT));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }
}
