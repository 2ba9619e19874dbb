package dev.berth.runtime.containerd.host;

import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Makes FIFOs by mkfifo(1), one run of it for all starts that wait. mkfifo goes on after a name
 * that it cannot make, so each looks for its own, and has what is missing made alone, or fails by
 * that.
 */
public final class PipeMaker {
    private final HostProgram mkfifo;
    private final GroupCommit<List<Path>> together;

    PipeMaker(HostProgram mkfifo) {
        this(mkfifo, new Semaphore(1, true));
    }

    /**
     * @param turn of the one that runs mkfifo
     */
    PipeMaker(HostProgram mkfifo, Semaphore turn) {
        this.mkfifo = mkfifo;
        this.together = new GroupCommit<>(this::tryRun, turn);
    }

    /**
     * Makes pipes that only their owner can open.
     *
     * @throws IOException also if there is something already
     */
    public void make(Path... pipes) throws IOException, InterruptedException {
        List<Path> wanted = List.of(pipes);
        if (wanted.equals(missing(wanted))) {
            together.await(wanted);
            wanted = missing(wanted);
        }
        if (!wanted.isEmpty()) {
            run(wanted.stream());
        }
    }

    private static List<Path> missing(List<Path> pipes) {
        return pipes.stream()
                .filter(pipe -> !Files.exists(pipe, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private void tryRun(List<List<Path>> orders) throws InterruptedException {
        try {
            run(orders.stream().flatMap(List::stream));
        } catch (IOException e) {
            // Each sees what of its own is missing, and is told why when it has that made.
            return;
        }
    }

    private void run(Stream<Path> pipes) throws IOException, InterruptedException {
        Stream<String> names = pipes.map(Path::toString);
        mkfifo.run(Stream.concat(Stream.of("-m", "600"), names).toArray(String[]::new));
    }
}
