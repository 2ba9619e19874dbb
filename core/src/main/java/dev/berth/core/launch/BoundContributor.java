package dev.berth.core.launch;

import dev.berth.spi.LaunchContributor;

/** A contributor that is got on the thread that calls it; its text names it for messages. */
interface BoundContributor {

    LaunchContributor get();

    /** Returns what tells it from others, calling nothing foreign. */
    Object identity();

    static BoundContributor of(LaunchContributor own) {
        return new BoundContributor() {
            @Override
            public LaunchContributor get() {
                return own;
            }

            @Override
            public Object identity() {
                return own;
            }

            @Override
            public String toString() {
                return own.getClass().getSimpleName();
            }
        };
    }
}
