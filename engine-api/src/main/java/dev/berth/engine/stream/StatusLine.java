package dev.berth.engine.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.Progress;
import dev.berth.shared.display.ProgressBar;
import dev.berth.shared.display.ProgressLine;

/** The JSON of a progress stream's line: {@code JSONMessage} of moby's jsonmessage. */
final class StatusLine {
    private StatusLine() {}

    /** Returns a line about the whole plugin. */
    static ObjectNode message(ProgressLine line) {
        ObjectNode json = JsonDocuments.object().put("status", line.status());
        return line.id().isEmpty() ? json : json.put("id", line.id());
    }

    /** Returns a line about one blob. */
    static ObjectNode step(ProgressLine line, Progress step) {
        ObjectNode json = JsonDocuments.object().put("status", line.status());
        ObjectNode detail = json.putObject("progressDetail");
        if (line.counted()) {
            putUnlessZero(detail, "current", step.current());
            putUnlessZero(detail, "total", step.total());
            String bar = ProgressBar.FULL.of(step.current(), step.total());
            if (!bar.isEmpty()) {
                json.put("progress", bar);
            }
        }
        return json.put("id", line.id());
    }

    private static void putUnlessZero(ObjectNode json, String key, long number) {
        if (number > 0) {
            json.put(key, number);
        }
    }
}
