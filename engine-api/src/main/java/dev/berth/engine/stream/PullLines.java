package dev.berth.engine.stream;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;

/** A pull's progress in Docker's lines. */
public final class PullLines implements ProgressListener {
    private final PendingLines lines;
    private final PluginReference reference;
    private final ProgressThrottle pace = new ProgressThrottle(System::nanoTime);

    /**
     * @param reference what is pulled
     */
    public PullLines(PendingLines lines, PluginReference reference) {
        this.lines = lines;
        this.reference = reference;
    }

    @Override
    public void progress(Progress step) {
        switch (step.phase()) {
            case RESOLVED -> resolved(step.subject());
            case WAITING -> state(step, "Waiting");
            case DOWNLOADING -> bar(step, "Downloading");
            case DOWNLOADED -> state(step, "Download complete");
            case EXTRACTING -> bar(step, "Extracting");
            case COMPLETE -> state(step, "Complete");
            case ALREADY_EXISTS -> state(step, "Already exists");
            // Before it is resolved there may still be a plain error; the rest is no pull's.
            case RESOLVING, PUSHING, PUSHED -> {}
        }
    }

    private void resolved(String digest) {
        String tag = reference.tag().or(reference::digest).orElse(PluginReference.DEFAULT_TAG);
        String from = "Pulling from " + reference.familiarRepository();
        lines.put("from", StatusLine.message(from).put("id", tag));
        lines.put("digest", StatusLine.message("Digest: " + digest));
    }

    private void state(Progress step, String status) {
        lines.put(status + step.subject(), StatusLine.state(status, step.subject()));
    }

    private void bar(Progress step, String status) {
        if (pace.lets(step)) {
            lines.put(status + step.subject(), StatusLine.bar(status, step));
        }
    }
}
