package dev.berth.core.work;

/** Whether somebody still may cancel the work at hand. */
@FunctionalInterface
public interface Cancellation {

    /**
     * Passes the point behind which the work can no more be undone: from here on a cancel has no
     * effect.
     *
     * @throws InterruptedException if it was cancelled before
     */
    void pointOfNoReturn() throws InterruptedException;
}
