package dev.berth.engine.stream;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.shared.display.ProgressLine;

/** Writes the progress of a pull as lines of the response's stream. */
public final class PullLines implements ProgressListener {
    private final PendingLines lines;
    private final BlobLines blobs;
    private final PluginReference reference;

    /**
     * @param reference what is pulled
     */
    public PullLines(PendingLines lines, PluginReference reference) {
        this.lines = lines;
        this.blobs = new BlobLines(lines);
        this.reference = reference;
    }

    @Override
    public void progress(Progress step) {
        switch (step.phase()) {
            // Until it is resolved the response can still be a plain error.
            case RESOLVING -> {}
            case RESOLVED -> {
                lines.put("from", StatusLine.message(ProgressLine.pulling(reference)));
                lines.put("digest", StatusLine.message(ProgressLine.of(step)));
            }
            case STARTING -> lines.put("start", StatusLine.message(ProgressLine.of(step)));
            default -> blobs.add(step);
        }
    }
}
