package dev.berth.shared.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import dev.berth.shared.text.PrintableText;
import java.util.Locale;

/**
 * The object {@code Status} of a plugin, which dockerd does not have: its state beside {@code
 * Enabled}, which is what the user asked for. What does not apply is left out.
 */
final class StatusJson {
    private StatusJson() {}

    static ObjectNode of(PluginStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("State", status.state().name().toLowerCase(Locale.ROOT));
        json.put("Since", status.since().toString());
        json.put("Restarts", status.restarts());
        status.lastExit().ifPresent(exit -> put(json, exit));
        status.problem().ifPresent(problem -> json.put("Problem", PrintableText.lines(problem)));
        if (!status.holders().isEmpty()) {
            status.holders().forEach(json.putArray("Holders")::add);
        }
        return json;
    }

    private static void put(ObjectNode json, TaskExit exit) {
        json.put("ExitCode", exit.code());
        exit.signal().ifPresent(signal -> json.put("Signal", signal));
        if (exit.outOfMemory()) {
            json.put("OOMKilled", true);
        }
    }
}
