package dev.berth.engine.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A push's progress in Docker's lines. */
public final class PushLines implements ProgressListener {
    private final PendingLines lines;
    private final ProgressThrottle pace = new ProgressThrottle(System::nanoTime);
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    public PushLines(PendingLines lines) {
        this.lines = lines;
    }

    /** Says where it goes. */
    public void begin(PluginReference target) {
        String to = "The push refers to repository [" + target.familiarRepository() + "]";
        lines.put("to", StatusLine.message(to));
    }

    @Override
    public void progress(Progress step) {
        if (step.phase() == Progress.Phase.PUSHING) {
            pushing(step);
        } else if (step.phase() == Progress.Phase.PUSHED) {
            sizes.put(step.subject(), step.total());
            state(step, "Upload complete");
        }
    }

    /** Says what is there now; clients read tag, digest and size from it. */
    public void end(Plugin plugin) {
        ObjectNode line = JsonDocuments.object();
        line.putObject("progressDetail");
        line.putObject("aux")
                .put("Tag", plugin.name().tag().orElse(PluginReference.DEFAULT_TAG))
                .put("Digest", plugin.digest())
                .put("Size", sizes.getOrDefault(plugin.digest(), 0L));
        lines.put("aux", line);
    }

    private void pushing(Progress step) {
        if (step.current() == 0) {
            state(step, "Preparing");
        } else if (pace.lets(step)) {
            lines.put("Uploading" + step.subject(), StatusLine.bar("Uploading", step));
        }
    }

    private void state(Progress step, String status) {
        lines.put(status + step.subject(), StatusLine.state(status, step.subject()));
    }
}
