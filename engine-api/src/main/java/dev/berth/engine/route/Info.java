package dev.berth.engine.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.capability.Capability;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import java.util.List;

/** {@code GET /info}: enabled plugins by capability, and facts of the host. */
record Info(PluginManager plugins, EngineFacts facts) implements RouteHandler {
    private static final List<String> COUNTS =
            List.of(
                    "Containers",
                    "ContainersRunning",
                    "ContainersPaused",
                    "ContainersStopped",
                    "Images");

    @Override
    public void serve(ApiRequest request, Reply reply) {
        List<Plugin> enabled = plugins.list().stream().filter(Plugin::enabled).toList();
        ObjectNode json = JsonDocuments.object().put("ID", "");
        COUNTS.forEach(c -> json.put(c, 0));
        json.put("Driver", "none");
        ObjectNode section = json.putObject("Plugins");
        section.set("Volume", names(enabled, Capability.VOLUME_DRIVER));
        section.set("Network", names(enabled, Capability.NETWORK_DRIVER));
        ArrayNode authorization = names(enabled, Capability.AUTHZ);
        section.set("Authorization", authorization.isEmpty() ? null : authorization);
        section.set("Log", names(enabled, Capability.LOG_DRIVER));
        json.put("OSType", facts.os()).put("Architecture", facts.machine());
        json.put("KernelVersion", facts.kernel()).put("OperatingSystem", "Berth on " + facts.os());
        json.put("NCPU", Runtime.getRuntime().availableProcessors());
        json.put("IndexServerAddress", "https://index.docker.io/v1/");
        json.put("Name", facts.host()).put("ServerVersion", facts.version());
        json.putArray("SecurityOptions");
        json.putArray("Warnings");
        reply.send(ApiResponse.json(200, json.toString()));
    }

    private static ArrayNode names(List<Plugin> enabled, Capability capability) {
        ArrayNode names = JsonDocuments.array();
        enabled.stream()
                .filter(p -> p.config().capabilities().contains(capability))
                .forEach(p -> names.add(p.name().familiar()));
        return names;
    }
}
