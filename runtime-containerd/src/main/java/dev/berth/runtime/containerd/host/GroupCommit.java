package dev.berth.runtime.containerd.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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

    /** What no run has taken; guarded by this. */
    private final Queue<Request<T>> requests = new ArrayDeque<>();

    /** Does what is asked for, as far as it can. */
    @FunctionalInterface
    interface Run<T> {
        void of(List<T> requests) throws InterruptedException;
    }

    /** What one thread asks for; done by whoever has the turn. Guarded by its group. */
    private static final class Request<T> {
        private final T content;
        private boolean isTaken;
        private boolean isDone;

        Request(T content) {
            this.content = content;
        }

        T content() {
            return content;
        }
    }

    /**
     * @param turn of one, of the one that runs
     */
    GroupCommit(Run<T> run, Semaphore turn) {
        this.run = run;
        this.turn = turn;
    }

    /** Returns when a run that began after this call, and had the request, has ended. */
    void await(T content) throws InterruptedException {
        Request<T> mine = new Request<>(content);
        add(mine);
        try {
            turn.acquire();
            try {
                runAll(mine);
            } finally {
                turn.release();
            }
        } finally {
            giveUp(mine);
        }
    }

    private void runAll(Request<T> mine) throws InterruptedException {
        List<Request<T>> all = takeAll(mine);
        if (all.isEmpty()) {
            return;
        }
        boolean isDone = false;
        try {
            run.of(all.stream().map(Request::content).toList());
            isDone = true;
        } finally {
            // Its own is not for the next run: it returns, or throws.
            all.remove(mine);
            giveBack(all, isDone);
        }
    }

    private synchronized void add(Request<T> mine) {
        requests.add(mine);
    }

    /** Returns all that wait; nothing if this one need not wait any more. */
    private synchronized List<Request<T>> takeAll(Request<T> mine) {
        if (mine.isDone) {
            return List.of();
        }
        List<Request<T>> all = new ArrayList<>(requests);
        requests.clear();
        all.forEach(request -> request.isTaken = request != mine);
        return all;
    }

    private synchronized void giveBack(List<Request<T>> all, boolean isDone) {
        for (Request<T> request : all) {
            request.isTaken = false;
            request.isDone = isDone;
            if (!isDone) {
                requests.add(request);
            }
        }
        notifyAll();
    }

    /** Waits for a run that has the request, which has an end of its own. */
    private synchronized void giveUp(Request<T> mine) {
        boolean isInterrupted = false;
        while (mine.isTaken) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        requests.remove(mine);
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
