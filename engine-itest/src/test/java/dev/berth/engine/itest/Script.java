package dev.berth.engine.itest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands and requests for both engines, in order, read from files. A row is a line; below one
 * that is answered differently stands, indented, {@code because REASON}, perhaps several times, and
 * what only one of them says: {@code docker: …}, {@code berth: …}. A reason may be bound to
 * releases of dockerd, {@code because mistake until 26}; without a reason left the answers have to
 * be equal. What is said may be as well, {@code docker from 26: …}, or to a client's, {@code docker
 * 20: …}.
 */
final class Script {
    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private String text;
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<String, String> pins = new HashMap<>();

    private Script(String name) {
        this.name = name;
    }

    static List<Row> rows(List<String> names) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            Script script = new Script(name);
            try (InputStream in = Script.class.getResourceAsStream("/" + name + ".txt")) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(script::line);
            }
            script.endRow();
            rows.addAll(script.rows);
        }
        return rows;
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (!line.startsWith(" ")) {
            endRow();
            text = line;
            return;
        }
        String said = line.strip();
        if (said.startsWith("because ")) {
            reasons.add(Reason.of(said.substring("because ".length())));
        } else if (said.contains(": ")) {
            int colon = said.indexOf(": ");
            pins.put(said.substring(0, colon), said.substring(colon + 2));
        } else {
            throw new IllegalStateException(name + ": what is this? " + line);
        }
    }

    private void endRow() {
        if (text != null) {
            Explanation explanation = new Explanation(List.copyOf(reasons), Map.copyOf(pins));
            rows.add(Row.of(text, explanation));
        }
        text = null;
        reasons.clear();
        pins.clear();
    }
}
