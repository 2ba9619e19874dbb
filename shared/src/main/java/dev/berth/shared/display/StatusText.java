package dev.berth.shared.display;

import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The status of a plugin in the words of {@code docker ps}, {@code Up 5 minutes}. */
public final class StatusText {
    private StatusText() {}

    public static String of(PluginStatus status, Instant now) {
        return switch (status.state()) {
            case ENABLED -> "Up " + age(status, now) + restarts(status.restarts());
            case ENABLING -> enabling(status, now);
            case DISABLING -> "Disabling";
            case FAILED -> "Failed: " + status.problem().orElse("it has crashed too often");
            case DISABLED -> status.problem().map(p -> "Failed: " + p).orElse("Disabled");
        };
    }

    /** Returns whether it is started for the first time, or again after it has ended or failed. */
    private static String enabling(PluginStatus status, Instant now) {
        Optional<String> problem = status.problem();
        if (problem.isEmpty()) {
            return "Starting";
        }
        if (status.lastExit().isPresent()) {
            TaskExit exit = status.lastExit().get();
            return "Restarting (%d%s) %s ago"
                    .formatted(
                            exit.code(),
                            exit.outOfMemoryReason().map(why -> ", " + why).orElse(""),
                            age(status, now));
        }
        return (status.restarts() == 0 ? "Starting: " : "Failed: ") + problem.get();
    }

    private static String age(PluginStatus status, Instant now) {
        return HumanDuration.of(Duration.between(status.since(), now));
    }

    private static String restarts(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> " (1 restart)";
            default -> " (" + count + " restarts)";
        };
    }
}
