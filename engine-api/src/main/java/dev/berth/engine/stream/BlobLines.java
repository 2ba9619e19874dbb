package dev.berth.engine.stream;

import dev.berth.plugin.Progress;
import dev.berth.shared.display.ProgressLine;

/** Adds the lines of steps on one blob; steps of a bar are throttled. */
final class BlobLines {
    private final PendingLines lines;
    private final ProgressThrottle throttle = new ProgressThrottle(System::nanoTime);

    BlobLines(PendingLines lines) {
        this.lines = lines;
    }

    void add(Progress step) {
        ProgressLine line = ProgressLine.of(step);
        if (!line.counted() || throttle.isDue(step)) {
            lines.put(line.status() + step.subject(), StatusLine.step(line, step));
        }
    }
}
