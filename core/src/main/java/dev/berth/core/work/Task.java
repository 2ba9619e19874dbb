package dev.berth.core.work;

/**
 * A task that may block, and is cancelled by an interrupt.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface Task<T> {

    /**
     * Runs the task.
     *
     * @throws InterruptedException if it was cancelled; what was half done is undone by then
     */
    T run(Cancellation cancellation) throws InterruptedException;
}
