package dev.berth.shell.command;

import dev.berth.plugin.UpgradeOptions;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.ParsedArguments;
import java.time.Duration;

/** The value of {@code --trial}: how long a new version is watched before it takes over. */
final class TrialArgument {
    /** The seconds of {@link UpgradeOptions#DEFAULT_TRIAL}. */
    private static final String DEFAULT = "5";

    private static final long LONGEST = UpgradeOptions.LONGEST_TRIAL.toSeconds();

    private TrialArgument() {}

    static Duration of(ParsedArguments arguments, CommandFlag trial) throws CommandFailure {
        String seconds = arguments.value(trial, DEFAULT);
        if (!seconds.matches("[0-9]{1,5}") || Integer.parseInt(seconds) > LONGEST) {
            throw new CommandFailure(
                    "invalid trial \"%s\": give a number of seconds from 0 to %d"
                            .formatted(seconds, LONGEST));
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }
}
