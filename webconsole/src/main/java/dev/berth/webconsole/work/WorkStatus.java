package dev.berth.webconsole.work;

import dev.berth.plugin.Progress;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Work} at one moment.
 *
 * @param title what was asked for
 * @param user of the console who asked; empty if it asks nobody who he is
 * @param message the failure, if it has failed
 * @param proposal what is to be consented to, if it waits for that
 */
public record WorkStatus(
        long id,
        String title,
        String user,
        Phase phase,
        String message,
        Optional<Proposal> proposal,
        List<Progress> progress) {

    /** What becomes of it. */
    public enum Phase {
        /** The plugin manager works. */
        RUNNING,
        /** It goes on when the user consents. */
        ASKING,
        /** It has ended as it should. */
        DONE,
        /** It has ended otherwise. */
        FAILED;

        /** Returns whether it has ended. */
        public boolean isEnd() {
            return this == DONE || this == FAILED;
        }
    }
}
