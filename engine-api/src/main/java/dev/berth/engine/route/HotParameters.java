package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.plugin.UpgradeOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * The parameters {@code hot} and {@code trial} (in seconds), which Docker's clients do not send: an
 * enabled plugin is upgraded or rolled back without a pause.
 */
final class HotParameters {
    private static final long LONGEST = UpgradeOptions.LONGEST_TRIAL.toSeconds();

    private HotParameters() {}

    /** Returns how long the other version is watched, if it is to be done without a pause. */
    static Optional<Duration> trial(ApiRequest request) {
        String trial = request.query().get("trial");
        if (request.query().isSet("hot")) {
            return Optional.of(seconds(trial));
        }
        if (!trial.isEmpty()) {
            throw new BadRequestException(400, "trial is for hot=1: without it nothing is watched");
        }
        return Optional.empty();
    }

    private static Duration seconds(String trial) {
        if (trial.isEmpty()) {
            return UpgradeOptions.DEFAULT_TRIAL;
        }
        if (!trial.matches("[0-9]{1,5}") || Integer.parseInt(trial) > LONGEST) {
            throw new BadRequestException(
                    400,
                    "trial \"%s\" is not a whole number of seconds from 0 to %d, as in hot=1&trial=5"
                            .formatted(trial, LONGEST));
        }
        return Duration.ofSeconds(Integer.parseInt(trial));
    }
}
