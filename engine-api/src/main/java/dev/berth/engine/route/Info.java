package dev.berth.engine.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.capability.Capability;
import dev.berth.engine.event.EventJournal;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.ApiVersion;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.host.CgroupLimits;
import dev.berth.engine.host.HostFiles;
import dev.berth.engine.host.HostResources;
import dev.berth.engine.host.OperatingSystem;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.EngineInfo;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import java.time.Instant;
import java.util.List;

/**
 * {@code GET /info}: the engine, its host and the plugins that others can use. It has all of
 * dockerd's fields, because typed clients fail without; what is about containers says that there
 * are none.
 */
record Info(PluginManager plugins, EventJournal journal, EngineFacts facts)
        implements RouteHandler {
    private static final List<String> COUNTS =
            List.of(
                    "Containers",
                    "ContainersRunning",
                    "ContainersPaused",
                    "ContainersStopped",
                    "Images");

    /** The driver of each container, if there were one; clients look for it in the list. */
    private static final String LOG_DRIVER = "json-file";

    @Override
    public void serve(ApiRequest request, Reply reply) {
        EngineInfo engine = plugins.engine();
        HostResources resources = HostResources.read(HostFiles.HERE);
        CgroupLimits limits = CgroupLimits.read(HostFiles.HERE);
        ObjectNode json = JsonDocuments.object().put("ID", engine.id());
        COUNTS.forEach(c -> json.put(c, 0));
        json.put("Driver", "none").putArray("DriverStatus");
        json.set("Plugins", drivers());
        limits.supported().forEach(json::put);
        putNetworking(json);
        putProcess(json, resources);
        json.put("CgroupDriver", "cgroupfs").put("CgroupVersion", "" + limits.version());
        putHost(json, resources);
        putConfiguration(json, engine);
        putRuntimes(json);
        json.putArray("SecurityOptions");
        limits.warnings().forEach(json.putArray("Warnings")::add);
        if (isOld(request)) {
            json.put("ExecutionDriver", "<not supported>");
        }
        reply.send(ApiResponse.json(200, json.toString()));
    }

    private static boolean isOld(ApiRequest request) {
        return request.head()
                .version()
                .filter(version -> version.compareTo(ApiVersion.NO_EXECUTION_DRIVER) < 0)
                .isPresent();
    }

    /** As in dockerd, managed plugins for volumes and logs are not among the drivers. */
    private ObjectNode drivers() {
        ObjectNode section = JsonDocuments.object();
        section.putArray("Volume");
        ArrayNode networks = section.putArray("Network");
        plugins.list().stream()
                .filter(Plugin::enabled)
                .filter(p -> p.config().capabilities().contains(Capability.NETWORK_DRIVER))
                .forEach(p -> networks.add(p.name().familiar()));
        ArrayNode authorization = JsonDocuments.array();
        facts.authorization().forEach(authorization::add);
        section.set("Authorization", authorization.isEmpty() ? null : authorization);
        section.putArray("Log").add(LOG_DRIVER);
        return section;
    }

    private static void putNetworking(ObjectNode json) {
        HostFiles host = HostFiles.HERE;
        json.put("IPv4Forwarding", host.isOn("proc/sys/net/ipv4/ip_forward"));
        json.put("BridgeNfIptables", host.isOn("proc/sys/net/bridge/bridge-nf-call-iptables"));
        json.put("BridgeNfIp6tables", host.isOn("proc/sys/net/bridge/bridge-nf-call-ip6tables"));
    }

    private void putProcess(ObjectNode json, HostResources resources) {
        json.put("Debug", false);
        json.put("NFd", resources.openFiles()).put("NGoroutines", resources.threads());
        json.put("SystemTime", Instant.now().toString());
        json.put("LoggingDriver", LOG_DRIVER);
        json.put("NEventsListener", journal.subscribers());
    }

    private void putHost(ObjectNode json, HostResources resources) {
        OperatingSystem system = OperatingSystem.read(HostFiles.HERE);
        json.put("KernelVersion", facts.kernel());
        json.put("OperatingSystem", system.name()).put("OSVersion", system.version());
        json.put("OSType", facts.os()).put("Architecture", facts.machine());
        json.put("NCPU", resources.cpus()).put("MemTotal", resources.memory());
        json.putNull("GenericResources").put("Name", facts.host());
    }

    private void putConfiguration(ObjectNode json, EngineInfo engine) {
        json.put("DockerRootDir", engine.root().toString());
        json.put("IndexServerAddress", "https://index.docker.io/v1/").putNull("RegistryConfig");
        json.put("HttpProxy", "").put("HttpsProxy", "").put("NoProxy", "");
        json.putArray("Labels");
        json.put("ExperimentalBuild", false).put("ServerVersion", facts.version());
        json.put("LiveRestoreEnabled", engine.liveRestore()).put("Isolation", "");
        json.putObject("Swarm")
                .put("NodeID", "")
                .put("NodeAddr", "")
                .put("LocalNodeState", "inactive")
                .put("ControlAvailable", false)
                .put("Error", "")
                .putNull("RemoteManagers");
    }

    private static void putRuntimes(ObjectNode json) {
        json.putObject("Runtimes");
        json.put("DefaultRuntime", "").put("InitBinary", "");
        for (String program : List.of("ContainerdCommit", "RuncCommit", "InitCommit")) {
            // Clients warn when the two differ.
            json.putObject(program).put("ID", "").put("Expected", "");
        }
    }
}
