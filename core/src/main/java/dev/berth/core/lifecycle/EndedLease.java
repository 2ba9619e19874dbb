package dev.berth.core.lifecycle;

import dev.berth.capability.LeaseEnd;

/** How a lease has ended. */
record EndedLease(Reason reason, String message) implements LeaseEnd {

    static EndedLease of(Reason reason, String plugin) {
        String what =
                switch (reason) {
                    case CLOSED -> "its holder has closed it";
                    case BUNDLE_STOPPED -> "the bundle that took it has stopped";
                    case DISABLED -> "plugin %s was disabled by force".formatted(plugin);
                    case REMOVED -> "plugin %s was removed by force".formatted(plugin);
                    case ENGINE_STOPPED -> "the plugin manager stops";
                };
        return new EndedLease(reason, what);
    }
}
