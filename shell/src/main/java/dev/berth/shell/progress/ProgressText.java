package dev.berth.shell.progress;

import dev.berth.plugin.Progress;
import dev.berth.shared.display.ProgressBar;
import dev.berth.shared.display.ProgressLine;

/** A step of a pull or a push as one line of text, as docker's client prints it. */
record ProgressText(ProgressBar bar) {

    /** Returns the whole line, with a bar where there is something to count. */
    String line(Progress step) {
        ProgressLine line = ProgressLine.of(step);
        String before = line.id().isEmpty() ? "" : line.id() + ": ";
        String after = line.counted() ? " " + bar.of(step.current(), step.total()) : "";
        return (before + line.status() + after).stripTrailing();
    }
}
