package dev.berth.webconsole.work;

import dev.berth.plugin.Operation;
import dev.berth.plugin.ProgressListener;
import dev.berth.webconsole.work.WorkStatus.Phase;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One thing that a user has asked for: operations of the plugin manager in turn, of which the first
 * failure is the end. No thread waits for it.
 */
public final class Work {
    private final long id;
    private final String title;
    private final String user;
    private final ProgressSteps progress = new ProgressSteps();
    private Phase phase = Phase.RUNNING;
    private String message = "";
    private Proposal proposal;
    private Operation<?> operation;
    private boolean cancelled;

    Work(long id, String title, String user) {
        this.id = id;
        this.title = title;
        this.user = user;
    }

    public synchronized WorkStatus status() {
        return new WorkStatus(
                id, title, user, phase, message, Optional.ofNullable(proposal), progress.all());
    }

    /** Returns what hears how the operations go on. */
    public ProgressListener progress() {
        return progress;
    }

    /**
     * Goes on with an operation.
     *
     * @param next gets its result; what it throws is the failure of this
     */
    public <T> void follow(Operation<T> begun, Consumer<T> next) {
        synchronized (this) {
            operation = begun;
        }
        if (isCancelled()) {
            begun.cancel();
        }
        begun.result()
                .whenComplete(
                        (result, failure) -> {
                            if (failure != null) {
                                fail(failure);
                            } else {
                                attempt(() -> next.accept(result));
                            }
                        });
    }

    /** Runs a step of it; whatever that throws is its failure, or it would run for ever. */
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Asks the operation that runs, or comes next, to stop. */
    public void cancel() {
        Operation<?> running;
        synchronized (this) {
            cancelled = true;
            running = operation;
        }
        if (running != null) {
            running.cancel();
        }
    }

    /** Waits for the consent of the user. */
    public synchronized void ask(Proposal asked) {
        proposal = asked;
        phase = Phase.ASKING;
    }

    /** Returns what the user now consents to; empty if that is not waited for, or no more. */
    public synchronized Optional<Proposal> consent() {
        if (phase != Phase.ASKING) {
            return Optional.empty();
        }
        Proposal agreed = proposal;
        proposal = null;
        phase = Phase.RUNNING;
        return Optional.of(agreed);
    }

    public synchronized void done() {
        phase = Phase.DONE;
    }

    private synchronized void fail(Throwable failure) {
        phase = Phase.FAILED;
        message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }
}
