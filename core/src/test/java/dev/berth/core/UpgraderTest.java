package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginVersion;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgraderTest {
    private static final String OLD =
            env("\"A\",\"value\":\"1\",\"settable\":[\"value\"]", "\"GONE\",\"value\":\"x\"");
    private static final String NEW =
            env("\"A\",\"value\":\"9\",\"settable\":[\"value\"]", "\"B\",\"value\":\"new\"");

    @TempDir Path top;
    private ManagerHost host;
    private Plugin old;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
        host.registry.add("x:1", OLD, "old layer");
        host.registry.add("x:2", NEW, "new layer", "another");
        InstallRequest request =
                ManagerHost.request("x:1").withAlias(PluginReference.parse("mine"));
        host.manager.install(request, ProgressListener.NONE).await();
        old = host.manager.set("mine", List.of("A=5")).await();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void keepsWhatIsTheUsersAndBringsWhatIsNew() throws Exception {
        Plugin upgraded = upgrade("x:2").await();
        assertEquals(old.id(), upgraded.id());
        assertEquals("mine:latest", upgraded.name().familiar());
        assertEquals(Optional.of(PluginReference.parse("x:2")), upgraded.source());
        assertEquals(NEW, upgraded.config().document());
        assertEquals(List.of("A=5", "B=new"), upgraded.settings().env());
        assertEquals(PluginState.DISABLED, upgraded.status().state());
        assertEquals("x:2", pullOf("x:2").attributes().get("reference"));
    }

    @Test
    void keepsTheVersionBeforeAndNoneBeforeThat() throws Exception {
        host.registry.add("x:3", ManagerHost.CONFIG, "third");
        upgrade("x:2").await();
        assertEquals(List.of("plugin.json", "rootfs", "rootfs-2"), folders());
        assertEquals(7, host.blobs().size(), "two manifests, two configs and three layers");
        Plugin third = upgrade("x:3").await();
        assertEquals(List.of("plugin.json", "rootfs-2", "rootfs-3"), folders());
        assertEquals(7, host.blobs().size());
        assertEquals(List.of(), host.tree("tmp"));
        PluginVersion kept = third.previousVersions().get(0);
        assertEquals(Optional.of(PluginReference.parse("x:2")), kept.source());
        assertEquals(1, third.previousVersions().size());
        host.manager.remove("mine", false).await();
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void doesNotKeepTheSameContentTwice() throws Exception {
        upgrade("x:2").await();
        Plugin again = upgrade("x:2").await();
        assertEquals(old.digest(), again.previousVersions().get(0).digest());
        assertEquals(List.of("plugin.json", "rootfs", "rootfs-3"), folders());
    }

    private List<String> folders() throws Exception {
        return host.tree("plugins/" + old.id()).stream().filter(f -> f.indexOf('/') < 0).toList();
    }

    @Test
    void keepsTheDataOfThePropagatedMount() throws Exception {
        Path data = host.root().resolve("plugins").resolve(old.id()).resolve("propagated-mount");
        Files.createDirectories(data);
        Files.writeString(data.resolve("f"), "data");
        upgrade("x:2").await();
        upgrade("x:1").await();
        assertEquals("data", Files.readString(data.resolve("f")));
    }

    @Test
    void startsTheNewVersion() throws Exception {
        host.registry.add("x:3", ManagerHost.CONFIG, "third");
        upgrade("x:3").await();
        host.manager.enable("mine", EnableOptions.DEFAULT).await();
        assertEquals(
                host.root().resolve("plugins").resolve(old.id()).resolve("rootfs-2"),
                host.runtime.launches.get(0).rootfs());
        assertThrows(PluginEnabledException.class, () -> upgrade("x:2").await());
    }

    @Test
    void outlastsARestart() throws Exception {
        Plugin upgraded = upgrade("x:2").await();
        host = host.restarted(false);
        assertEquals(ManagerHost.lasting(upgraded), ManagerHost.lasting(host.manager.find("mine")));
    }

    @Test
    void leavesThePluginAsItWasWhenNotConsentedTo() throws Exception {
        host.registry.add("x:2", "{\"pidhost\":true}", "new layer");
        assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:2").await());
        unchanged();
        Privilege pid = Privilege.of("host pid namespace", "", List.of("true"));
        InstallRequest granting = ManagerHost.request("x:2").withPrivileges(List.of(pid));
        host.manager.upgrade("mine", granting, ProgressListener.NONE).await();
    }

    @Test
    void leavesThePluginAsItWasOnAnyFailure() throws Exception {
        assertThrows(RegistryException.class, () -> upgrade("x:nothere").await());
        unchanged();
        host.runtime.beforeUnpack =
                rootfs -> {
                    throw new PluginRuntimeException("no space", null);
                };
        assertThrows(PluginRuntimeException.class, () -> upgrade("x:2").await());
        unchanged();
        CountDownLatch unpacking = new CountDownLatch(1);
        host.runtime.beforeUnpack =
                rootfs -> {
                    unpacking.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> upgrade = upgrade("x:2");
        unpacking.await();
        upgrade.cancel();
        assertThrows(OperationCancelledException.class, upgrade::await);
        unchanged();
        assertThrows(
                PluginNotFoundException.class,
                () ->
                        host.manager
                                .upgrade("no", ManagerHost.request("x:2"), ProgressListener.NONE)
                                .await());
    }

    private void unchanged() throws Exception {
        assertEquals(old, host.manager.find("mine"));
        assertEquals(3, host.blobs().size());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(3, host.tree("plugins/" + old.id()).size());
    }

    private PluginEvent pullOf(String reference) throws InterruptedException {
        PluginEvent event = host.event(PluginEvent.Kind.PULL);
        return event.attributes().get("reference").equals(reference)
                ? event
                : host.event(PluginEvent.Kind.PULL);
    }

    private Operation<Plugin> upgrade(String reference) {
        return host.manager.upgrade("mine", ManagerHost.request(reference), ProgressListener.NONE);
    }

    private static String env(String one, String two) {
        return "{\"env\":[{\"name\":" + one + "},{\"name\":" + two + "}]}";
    }
}
