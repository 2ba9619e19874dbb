package dev.berth.testing.plugin;

import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a plugin does; what a test does not say did not happen. */
public record StatusFixture(
        PluginState state,
        Instant since,
        int restarts,
        Optional<TaskExit> lastExit,
        Optional<String> problem,
        List<String> holders)
        implements PluginStatus {

    /** When a status began that is not told when. */
    public static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");

    public static StatusFixture of(PluginState state) {
        return new StatusFixture(state, SINCE, 0, Optional.empty(), Optional.empty(), List.of());
    }

    public StatusFixture withSince(Instant changed) {
        return new StatusFixture(state, changed, restarts, lastExit, problem, holders);
    }

    public StatusFixture withRestarts(int changed) {
        return new StatusFixture(state, since, changed, lastExit, problem, holders);
    }

    public StatusFixture withLastExit(TaskExit changed) {
        return new StatusFixture(state, since, restarts, Optional.of(changed), problem, holders);
    }

    public StatusFixture withProblem(String changed) {
        return new StatusFixture(state, since, restarts, lastExit, Optional.of(changed), holders);
    }

    public StatusFixture withHolders(String... changed) {
        return new StatusFixture(state, since, restarts, lastExit, problem, List.of(changed));
    }
}
