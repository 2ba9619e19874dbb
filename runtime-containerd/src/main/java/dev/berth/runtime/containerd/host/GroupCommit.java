package dev.berth.runtime.containerd.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * One run at a time for all that wait for one (group commit): what several threads ask for while it
 * runs is done by the next run, by the thread that has waited longest. A run tells nobody what
 * became of a request, so each looks for itself.
 *
 * <p>When {@link #await} returns or throws, no run has its request, or will: what is undone then is
 * not done once more. A run that is cut short, by an interrupt of its thread, is done again for the
 * others.
 *
 * @param <T> what is asked for
 */
final class GroupCommit<T> {
    private final Run<T> run;
    private final Semaphore turn;

    /** What no run has taken. */
    private final Queue<Request<T>> requests = new ConcurrentLinkedQueue<>();

    /** Does what is asked for, as far as it can. */
    @FunctionalInterface
    interface Run<T> {
        void of(List<T> requests) throws InterruptedException;
    }

    /** What one thread asks for; done by whoever has the turn. */
    private static final class Request<T> {
        private final T content;
        private boolean isDone;

        Request(T content) {
            this.content = content;
        }

        T content() {
            return content;
        }

        void done() {
            isDone = true;
        }
    }

    GroupCommit(Run<T> run) {
        this(run, new Semaphore(1, true));
    }

    /**
     * @param turn of one
     */
    GroupCommit(Run<T> run, Semaphore turn) {
        this.run = run;
        this.turn = turn;
    }

    /** Returns when a run that began after this call, and had the request, has ended. */
    void await(T content) throws InterruptedException {
        Request<T> mine = new Request<>(content);
        requests.add(mine);
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            giveUp(mine);
            throw e;
        }
        try {
            if (!mine.isDone) {
                runAll();
            }
        } finally {
            requests.remove(mine);
            turn.release();
        }
    }

    private void giveUp(Request<T> mine) {
        if (!requests.remove(mine)) {
            // A run has it, and may give it back.
            turn.acquireUninterruptibly();
            requests.remove(mine);
            turn.release();
        }
    }

    private void runAll() throws InterruptedException {
        List<Request<T>> all = takeAll();
        try {
            run.of(all.stream().map(Request::content).toList());
            all.forEach(Request::done);
        } finally {
            all.stream().filter(request -> !request.isDone).forEach(requests::add);
        }
    }

    private List<Request<T>> takeAll() {
        List<Request<T>> all = new ArrayList<>();
        for (Request<T> one = requests.poll(); one != null; one = requests.poll()) {
            all.add(one);
        }
        return all;
    }
}
