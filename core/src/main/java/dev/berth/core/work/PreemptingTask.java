package dev.berth.core.work;

/**
 * A {@link Task} that cancels the starts that are before it in its queue.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface PreemptingTask<T> {

    /**
     * Runs the task.
     *
     * @param preempted whether a start was cancelled for it
     * @throws InterruptedException as {@link Task#run}
     */
    T run(boolean preempted, Cancellation cancellation) throws InterruptedException;
}
