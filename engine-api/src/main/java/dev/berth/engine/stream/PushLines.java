package dev.berth.engine.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.shared.display.ProgressLine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the progress of a push as lines of the response's stream. */
public final class PushLines implements ProgressListener {
    private final PendingLines lines;
    private final BlobLines blobs;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    public PushLines(PendingLines lines) {
        this.lines = lines;
        this.blobs = new BlobLines(lines);
    }

    /** Adds the first line, which names the target. */
    public void begin(PluginReference target) {
        lines.put("to", StatusLine.message(ProgressLine.pushing(target)));
    }

    @Override
    public void progress(Progress step) {
        if (step.phase() == Progress.Phase.PUSHED) {
            sizes.put(step.subject(), step.total());
        }
        blobs.add(step);
    }

    /** Adds the last line, from which clients read tag, digest and size. */
    public void end(Plugin plugin) {
        String digest = plugin.digest().toString();
        ObjectNode line = JsonDocuments.object();
        line.putObject("progressDetail");
        line.putObject("aux")
                .put("Tag", plugin.name().tag().orElse(PluginReference.DEFAULT_TAG))
                .put("Digest", digest)
                .put("Size", sizes.getOrDefault(digest, 0L));
        lines.put("aux", line);
    }
}
