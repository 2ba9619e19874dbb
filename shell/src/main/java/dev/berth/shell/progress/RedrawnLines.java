package dev.berth.shell.progress;

import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.shared.display.ProgressBar;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Progress on a terminal: a line for each layer, redrawn in place. */
final class RedrawnLines implements ProgressListener {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final PrintStream out;
    private final ProgressText text;
    private final List<String> subjects = new ArrayList<>();
    private final Map<String, Progress> painted = new HashMap<>();
    private long lastFrame;

    RedrawnLines(PrintStream out, int columns) {
        this.out = out;
        this.text = new ProgressText(ProgressBar.fitting(columns));
    }

    @Override
    public void progress(Progress progress) {
        if (progress.phase() == Phase.RESOLVING || progress.phase() == Phase.RESOLVED) {
            append(progress);
        } else if (!painted.containsKey(progress.subject())) {
            append(progress);
            painted.put(progress.subject(), progress);
        } else if (worthPainting(progress)) {
            repaint(progress);
            painted.put(progress.subject(), progress);
        }
    }

    /**
     * Returns whether to redraw: for a new phase and a full bar always, for bytes in between no
     * faster than eyes can see.
     */
    private boolean worthPainting(Progress progress) {
        boolean news =
                painted.get(progress.subject()).phase() != progress.phase()
                        || progress.current() == progress.total();
        return news || System.nanoTime() - lastFrame >= FRAME_NANOS;
    }

    private void append(Progress progress) {
        subjects.add(progress.subject());
        out.println(text.line(progress));
        out.flush();
    }

    private void repaint(Progress progress) {
        int up = subjects.size() - subjects.lastIndexOf(progress.subject());
        out.print("\u001b[%dA\r\u001b[2K%s\r\u001b[%dB".formatted(up, text.line(progress), up));
        out.flush();
        lastFrame = System.nanoTime();
    }
}
