package dev.berth.shell.progress;

import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.shell.console.Console;

/** Prints progress: in place on a terminal, line after line elsewhere. */
public final class ProgressDisplay implements ProgressListener {
    private final ProgressListener painter;

    private ProgressDisplay(ProgressListener painter) {
        this.painter = painter;
    }

    /** Returns a display for one operation. */
    public static ProgressDisplay on(Console console) {
        return new ProgressDisplay(
                console.terminal()
                        ? new RedrawnLines(console.out(), console.columns())
                        : new PlainLines(console.out()));
    }

    /** Prints one step at a time: layers report from threads of their own. */
    @Override
    public synchronized void progress(Progress progress) {
        painter.progress(progress);
    }
}
