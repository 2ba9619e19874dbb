package dev.berth.engine.stream;

import dev.berth.plugin.Progress;
import dev.berth.shared.docker.ProgressLine;

/** Adds the lines that speak of one blob; of a bar's steps only as many as an eye can follow. */
final class BlobLines {
    private final PendingLines lines;
    private final ProgressThrottle throttle = new ProgressThrottle(System::nanoTime);

    BlobLines(PendingLines lines) {
        this.lines = lines;
    }

    void add(Progress step) {
        ProgressLine line = ProgressLine.of(step);
        if (!line.counted() || throttle.lets(step)) {
            lines.put(line.status() + step.subject(), StatusLine.step(line, step));
        }
    }
}
