package dev.berth.core.work;

import dev.berth.plugin.Operation;

/** A running task's view of its own cancellation: from where on it no longer interrupts. */
public interface Cancellation {

    /**
     * Cancels an operation and waits for its end, also when interrupted; the interrupt is kept. How
     * it ends is not told: this is for work that only follows another that has failed.
     */
    static void cancelAndAwait(Operation<?> operation) {
        operation.cancel();
        boolean interrupted = false;
        while (true) {
            try {
                operation.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (RuntimeException e) {
                // The first failure is on its way to the user.
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for an operation that is a part of a task: an interrupt of the task cancels it, and how
     * it then ends is how the task goes on.
     *
     * @throws dev.berth.plugin.error.PluginException the operation's failure
     */
    static <T> T awaitPart(Operation<T> part) throws InterruptedException {
        try {
            return part.await();
        } catch (InterruptedException e) {
            cancelAndAwait(part);
            // It has ended, and may have been past its point of no return.
            Thread.interrupted();
            return part.await();
        }
    }

    /**
     * Makes the task uncancellable: what follows cannot be undone, and a later cancel has no
     * effect.
     *
     * @throws InterruptedException if it was cancelled before
     */
    void pointOfNoReturn() throws InterruptedException;

    /**
     * Keeps a later cancel from interrupting the undoing that follows; the operation still ends as
     * cancelled.
     */
    void beginUndo();
}
