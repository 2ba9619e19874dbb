package dev.berth.shell.progress;

import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.shared.display.ProgressBar;
import dev.berth.shared.display.ProgressLine;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Progress in a file or a pipe, where nothing can be redrawn: a line for each step, and a bar at
 * each quarter.
 */
final class PlainLines implements ProgressListener {
    private final PrintStream out;
    private final ProgressText text = new ProgressText(ProgressBar.FULL);
    private final Set<Step> shown = new HashSet<>();

    PlainLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void progress(Progress progress) {
        long quarter = quarter(progress);
        boolean begun = quarter == 0 && ProgressLine.of(progress).counted();
        if (!begun && shown.add(new Step(progress.phase(), progress.subject(), quarter))) {
            out.println(text.line(progress));
            out.flush();
        }
    }

    private static long quarter(Progress progress) {
        return progress.total() <= 0 ? 0 : 4 * progress.current() / progress.total();
    }

    private record Step(Phase phase, String subject, long quarter) {}
}
