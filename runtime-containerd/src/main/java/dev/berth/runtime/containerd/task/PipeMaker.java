package dev.berth.runtime.containerd.task;

import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Makes FIFOs by mkfifo(1), one run of it at a time: what several starts ask for while it runs is
 * made by the next run, for all of them. mkfifo goes on after a name that it cannot make, so each
 * looks for its own, and has what is missing made alone, or fails by that.
 */
final class PipeMaker {
    private final HostProgram mkfifo;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final Semaphore turn;

    /** What one start wants; handled by whoever has the turn. */
    private static final class Order {
        private final List<Path> pipes;
        private boolean isHandled;

        Order(List<Path> pipes) {
            this.pipes = pipes;
        }

        void handled() {
            isHandled = true;
        }
    }

    PipeMaker(HostProgram mkfifo) {
        this(mkfifo, new Semaphore(1, true));
    }

    /**
     * @param turn of one
     */
    PipeMaker(HostProgram mkfifo, Semaphore turn) {
        this.mkfifo = mkfifo;
        this.turn = turn;
    }

    /**
     * Makes pipes that only their owner can open.
     *
     * @throws IOException also if there is something already
     */
    void make(Path... pipes) throws IOException, InterruptedException {
        List<Path> wanted = List.of(pipes);
        if (wanted.equals(missing(wanted))) {
            makeInTurn(new Order(wanted));
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

    private void makeInTurn(Order mine) throws InterruptedException {
        orders.add(mine);
        try {
            turn.acquire();
            try {
                if (!mine.isHandled) {
                    makeAll();
                }
            } finally {
                turn.release();
            }
        } finally {
            orders.remove(mine);
        }
    }

    private void makeAll() throws InterruptedException {
        List<Order> all = new ArrayList<>(orders);
        tryRun(all.stream().flatMap(order -> order.pipes.stream()));
        all.forEach(Order::handled);
    }

    private void tryRun(Stream<Path> pipes) throws InterruptedException {
        try {
            run(pipes);
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
