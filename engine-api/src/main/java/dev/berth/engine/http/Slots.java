package dev.berth.engine.http;

import java.util.concurrent.Semaphore;

/** How many things of a kind there may be at once. */
final class Slots {
    private final Semaphore free;
    private final int all;

    Slots(int all) {
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
