package dev.berth.core.lifecycle;

import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is observed of a plugin at one moment. */
record ObservedStatus(
        PluginState state,
        Instant since,
        int restarts,
        Optional<TaskExit> lastExit,
        Optional<String> problem,
        List<String> holders)
        implements PluginStatus {

    /** Returns the status of a plugin of which nothing is known but its state. */
    static ObservedStatus of(PluginState state) {
        return new ObservedStatus(
                state, Instant.now(), 0, Optional.empty(), Optional.empty(), List.of());
    }

    /** Returns the next status: its time is that of this one if the state stays. */
    ObservedStatus in(PluginState next) {
        Instant start = next == state ? since : Instant.now();
        return new ObservedStatus(next, start, restarts, lastExit, Optional.empty(), holders);
    }

    ObservedStatus because(String why) {
        return new ObservedStatus(state, since, restarts, lastExit, Optional.of(why), holders);
    }

    ObservedStatus after(TaskExit exit) {
        return new ObservedStatus(state, since, restarts, Optional.of(exit), problem, holders);
    }

    ObservedStatus restarted(int times) {
        return new ObservedStatus(state, since, times, lastExit, problem, holders);
    }

    ObservedStatus heldBy(List<String> names) {
        return new ObservedStatus(state, since, restarts, lastExit, problem, names);
    }
}
