package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.ServiceList;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.UpgradeOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An enabled plugin, and another version of it in the registry. */
abstract class HotUpgradeTestBase {
    static final Capability VOLUMES = Capability.parse("docker.volumedriver/1.0");
    static final UpgradeOptions HOT = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
    static final PluginRequest CALL = PluginRequest.of("VolumeDriver.List");

    @TempDir Path top;
    ManagerHost host;
    Plugin old;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
        old = host.enabled("x:1");
        host.event(PluginEvent.Kind.ENABLE);
        host.registry.add("x:2", config("docker.volumedriver/1.0"), "new layer");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    List<Object> services() {
        return host.services.all.stream().<Object>map(ServiceList.Registered::service).toList();
    }

    void startOfTheOther() throws InterruptedException {
        PluginEvent start = host.event(PluginEvent.Kind.START);
        while (!start.attributes().containsKey("version")) {
            start = host.event(PluginEvent.Kind.START);
        }
    }

    void unchanged() throws Exception {
        assertEquals(old, host.manager.find("x:1"));
        assertEquals(Set.of(old.id()), host.runtime.running());
        assertEquals(3, host.blobs().size());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(
                List.of("plugin.json", "rootfs"),
                host.tree("plugins/" + old.id()).stream().filter(f -> f.indexOf('/') < 0).toList());
        call(host.manager.find("x:1", VOLUMES));
    }

    String digestOf(String reference) throws InterruptedException {
        return host.registry
                .resolve(PluginReference.parse(reference), Optional.empty())
                .manifest()
                .digest()
                .toString();
    }

    static void call(PluginClient client) {
        assertEquals("{}", new String(client.call(CALL), StandardCharsets.UTF_8));
    }

    Operation<Plugin> upgrade(String reference, Privilege... granted) {
        InstallRequest request = ManagerHost.request(reference).withPrivileges(List.of(granted));
        return host.manager.upgrade("x:1", request, HOT, ProgressListener.NONE);
    }

    Operation<Plugin> upgrade(String reference, UpgradeOptions options) {
        return host.manager.upgrade(
                "x:1", ManagerHost.request(reference), options, ProgressListener.NONE);
    }

    static String config(String type) {
        return "{\"interface\":{\"types\":[\"%s\"],\"socket\":\"p.sock\"},\"env\":[]}"
                .formatted(type);
    }

    static String wanting(String network, String... more) {
        return "{%s\"network\":{\"type\":\"%s\"},\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"}}"
                .formatted(String.join("", more), network);
    }
}
