package dev.berth.shell.progress;

import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.shell.console.Console;

/** Shows how work goes on: in place on a terminal, line after line elsewhere. */
public final class ProgressDisplay implements ProgressListener {
    private final ProgressListener painter;

    private ProgressDisplay(ProgressListener painter) {
        this.painter = painter;
    }

    /** Returns a display for one piece of work. */
    public static ProgressDisplay on(Console console) {
        return new ProgressDisplay(
                console.terminal()
                        ? new RedrawnLines(console.out(), console.columns())
                        : new PlainLines(console.out()));
    }

    /** Layers report from threads of their own; one line is painted at a time. */
    @Override
    public synchronized void progress(Progress progress) {
        painter.progress(progress);
    }
}
