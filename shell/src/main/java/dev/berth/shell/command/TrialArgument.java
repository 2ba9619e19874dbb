package dev.berth.shell.command;

import dev.berth.plugin.UpgradeOptions;
import dev.berth.shell.console.CommandFailure;
import java.time.Duration;

/** The value of {@code --trial}: how long a new version is watched before it takes over. */
final class TrialArgument {
    /** The seconds of {@link UpgradeOptions#DEFAULT_TRIAL}. */
    static final String DEFAULT = "5";

    private static final long LONGEST = UpgradeOptions.LONGEST_TRIAL.toSeconds();

    private TrialArgument() {}

    static Duration parse(String seconds) throws CommandFailure {
        if (!seconds.matches("[0-9]{1,5}") || Integer.parseInt(seconds) > LONGEST) {
            throw new CommandFailure(
                    "invalid trial \"%s\": give a number of seconds from 0 to %d"
                            .formatted(seconds, LONGEST));
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }
}
