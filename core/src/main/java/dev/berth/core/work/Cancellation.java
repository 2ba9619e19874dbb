package dev.berth.core.work;

/** Whether somebody still may cancel the work at hand. */
public interface Cancellation {

    /**
     * Passes the point behind which the work can no more be undone: from here on a cancel has no
     * effect.
     *
     * @throws InterruptedException if it was cancelled before
     */
    void pointOfNoReturn() throws InterruptedException;

    /**
     * Keeps a cancel from interrupting what comes now, the undoing of what was half done; the work
     * still ends as cancelled.
     */
    void undoing();
}
