package dev.berth.engine.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.engine.exchange.BodySource;
import dev.berth.engine.json.JsonDocuments;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a progress stream. At most one line waits for each subject: a newer one replaces an
 * older one that was not read yet. So a slow reader misses steps of a bar, never an outcome, and
 * the queue is bounded by the number of layers.
 */
public final class PendingLines implements BodySource {
    private static final String END = "\r\n";

    private final Map<Object, byte[]> waiting = new LinkedHashMap<>();
    private boolean ended;

    /** Adds a line, or replaces the one that waits under the same subject. */
    public synchronized void put(Object subject, String line) {
        if (!ended) {
            waiting.put(subject, (line + END).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Adds a line, or replaces the one that waits under the same subject. */
    public void put(Object subject, JsonNode line) {
        put(subject, JsonDocuments.escaped(line));
    }

    /** Ends the stream after the lines that wait. */
    public synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized byte[] poll() {
        Iterator<byte[]> lines = waiting.values().iterator();
        if (!lines.hasNext()) {
            return null;
        }
        byte[] line = lines.next();
        lines.remove();
        return line;
    }

    @Override
    public synchronized State state() {
        return ended ? State.ENDED : State.OPEN;
    }
}
