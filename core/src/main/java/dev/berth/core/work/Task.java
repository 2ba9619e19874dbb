package dev.berth.core.work;

/**
 * A piece of work that can be cancelled by interrupting it.
 *
 * @param <T> what it ends with
 */
@FunctionalInterface
public interface Task<T> {

    /**
     * Does the work.
     *
     * @throws InterruptedException if it was cancelled; all that was half done is then undone
     */
    T run(Cancellation cancellation) throws InterruptedException;
}
