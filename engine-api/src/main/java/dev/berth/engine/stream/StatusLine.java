package dev.berth.engine.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.Progress;

/** The lines of a progress stream. */
final class StatusLine {
    private static final int SHORT = 12;

    private StatusLine() {}

    /** Returns a line that speaks of the whole. */
    static ObjectNode message(String status) {
        return JsonDocuments.object().put("status", status);
    }

    /** Returns a line that says what state a layer is in. */
    static ObjectNode state(String status, String digest) {
        ObjectNode line = message(status);
        line.putObject("progressDetail");
        return line.put("id", shortened(digest));
    }

    /** Returns a line with a bar. */
    static ObjectNode bar(String status, Progress progress) {
        ObjectNode line = message(status);
        ObjectNode detail = line.putObject("progressDetail").put("current", progress.current());
        if (progress.total() > 0) {
            detail.put("total", progress.total());
        }
        line.put("progress", ProgressBar.of(progress.current(), progress.total()));
        return line.put("id", shortened(progress.subject()));
    }

    /** Returns what people tell layers apart by. */
    static String shortened(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return hex.length() > SHORT ? hex.substring(0, SHORT) : hex;
    }
}
