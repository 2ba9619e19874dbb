package dev.berth.shell.command;

import dev.berth.plugin.UpgradeOptions;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.ParsedArguments;
import java.time.Duration;
import java.util.Optional;

/** The value of {@code --trial}: how long a new version is watched before it takes over. */
final class TrialArgument {
    /** The seconds of {@link UpgradeOptions#DEFAULT_TRIAL}. */
    private static final String DEFAULT = "5";

    private static final int LONGEST = (int) UpgradeOptions.LONGEST_TRIAL.toSeconds();

    private TrialArgument() {}

    /**
     * Returns the trial of {@code --hot}; empty without it.
     *
     * @throws CommandFailure if a trial is given that there would not be
     */
    static Optional<Duration> of(ParsedArguments arguments, CommandFlag hot, CommandFlag trial)
            throws CommandFailure {
        if (arguments.has(hot)) {
            return Optional.of(seconds(arguments, trial));
        }
        if (!arguments.value(trial, "").isEmpty()) {
            throw new CommandFailure("--trial is for --hot: without it nothing is watched");
        }
        return Optional.empty();
    }

    private static Duration seconds(ParsedArguments arguments, CommandFlag trial)
            throws CommandFailure {
        return Duration.ofSeconds(
                NumberValue.of(
                        trial,
                        arguments.value(trial, DEFAULT),
                        LONGEST,
                        "a number of seconds from 0 to " + LONGEST));
    }
}
