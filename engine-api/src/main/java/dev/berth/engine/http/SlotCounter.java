package dev.berth.engine.http;

import java.util.concurrent.Semaphore;

/** A bounded counter of things of one kind. */
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
