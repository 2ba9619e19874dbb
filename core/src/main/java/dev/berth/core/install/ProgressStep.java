package dev.berth.core.install;

import dev.berth.plugin.Progress;
import dev.berth.spi.Descriptor;

/** A step of a pull or a push. */
record ProgressStep(Phase phase, String subject, long current, long total) implements Progress {

    /** Returns a step that is about the whole, and has nothing to count. */
    static Progress of(Phase phase, String subject) {
        return new ProgressStep(phase, subject, 0, 0);
    }

    /** Returns a step of one blob. */
    static Progress of(Phase phase, Descriptor blob, long done) {
        return new ProgressStep(phase, blob.digest().toString(), done, blob.size());
    }
}
