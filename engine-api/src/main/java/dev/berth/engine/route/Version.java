package dev.berth.engine.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.ApiVersion;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.JsonDocuments;

/** {@code GET /version}. */
record Version(EngineFacts facts) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        ObjectNode json = JsonDocuments.object();
        json.putObject("Platform").put("Name", "Berth");
        ObjectNode engine = json.putArray("Components").addObject();
        engine.put("Name", "Engine").put("Version", facts.version());
        engine.set("Details", details(JsonDocuments.object().put("Experimental", "false")));
        json.put("Version", facts.version());
        details(json);
        reply.send(ApiResponse.json(200, json.toString()));
    }

    private ObjectNode details(ObjectNode json) {
        return json.put("ApiVersion", ApiVersion.NEWEST.toString())
                .put("MinAPIVersion", ApiVersion.OLDEST.toString())
                .put("GitCommit", "")
                // Clients print it in any case; it says plainly what runs here instead.
                .put("GoVersion", "none (Java " + System.getProperty("java.version") + ")")
                .put("Os", facts.os())
                .put("Arch", facts.arch())
                .put("KernelVersion", facts.kernel())
                .put("BuildTime", "");
    }
}
