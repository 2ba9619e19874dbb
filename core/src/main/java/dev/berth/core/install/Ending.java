package dev.berth.core.install;

import dev.berth.plugin.Operation;

/** The end of work whose outcome does not matter any more. */
final class Ending {
    private Ending() {}

    /** Cancels work that may be under way, and waits for its end, also when interrupted. */
    static void of(Operation<?> work) {
        work.cancel();
        boolean interrupted = false;
        while (!ended(work)) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(Operation<?> work) {
        try {
            work.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (RuntimeException e) {
            // The first failure is on its way to the user; this one only follows from it.
            return true;
        }
    }
}
