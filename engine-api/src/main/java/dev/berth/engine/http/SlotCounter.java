package dev.berth.engine.http;

import java.util.concurrent.Semaphore;

/** How many things of a kind there may be at once. */
final class SlotCounter {
    private final Semaphore free;
    private final int all;

    SlotCounter(int all) {
        this.all = all;
        this.free = new Semaphore(all);
    }

    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }

    int all() {
        return all;
    }
}
