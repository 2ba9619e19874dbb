package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.PluginClient;
import dev.berth.core.publish.HandlerBinder;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.ProviderMissingException;
import dev.berth.testing.GnuTar;
import dev.berth.testing.Tmpfs;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What plugin managers before this one got wrong: one test for each, that fails on the old
 * behaviour.
 */
class KnownMistakesTest {
    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void keptNamesAndNeverRestoredThePlugins() throws Exception {
        Plugin enabled = host.enabled("x");
        Plugin disabled = host.install("y");
        host = host.restarted(false);
        assertEquals(ManagerHost.lasting(disabled), ManagerHost.lasting(host.manager.find("y")));
        assertEquals(enabled.id(), host.manager.find("x").id());
        host.manager.bindRuntime(host.runtime);
        // A setting waits in line behind the restoring, and is refused by an enabled plugin.
        assertThrows(RuntimeException.class, () -> host.manager.set("x", List.of()).await());
        assertTrue(host.manager.find("x", Capability.VOLUME_DRIVER).pluginId().isPresent());
    }

    @Test
    void wroteItsFileWithErrorsDropped() throws Exception {
        host.close();
        try (Tmpfs disk = Tmpfs.mount(top.resolve("small/root"))) {
            try {
                host = new ManagerHost(top.resolve("small"));
                String env = "{\"env\":[{\"name\":\"A\",\"settable\":[\"value\"]}]}";
                host.registry.add("x", env, "layer");
                Plugin before =
                        host.manager
                                .install(ManagerHost.request("x"), ProgressListener.NONE)
                                .await();
                disk.fill();
                assertThrows(
                        PluginStorageException.class,
                        () -> host.manager.set("x", List.of("A=" + "x".repeat(9000))).await());
                assertEquals(before, host.manager.find("x"), "what is not stored is not so");
                host = host.restarted(false);
                assertEquals(
                        ManagerHost.lasting(before), ManagerHost.lasting(host.manager.find("x")));
            } finally {
                host.close();
            }
        }
    }

    @Test
    void removedByTheWrongKey() throws Exception {
        Plugin gone = host.install("x");
        Plugin stays = host.install("y");
        host.manager.remove("docker.io/library/x:latest", false).await();
        for (String key : List.of("x", "x:latest", gone.id(), gone.id().substring(0, 20))) {
            assertThrows(PluginNotFoundException.class, () -> host.manager.find(key));
        }
        assertEquals(List.of(stays), host.manager.list());
        assertEquals(List.of(stays.id()), host.tree("plugins").subList(0, 1));
        host.manager.remove(stays.id(), false).await();
        assertEquals(List.of(), host.tree("plugins"));
        host.install("x");
    }

    @Test
    void copiedArgumentsIntoAnEmptySliceAndLostThem() throws Exception {
        String args =
                ",\"args\":{\"name\":\"args\",\"settable\":[\"value\"],\"value\":[\"a\",\"b\"]}}";
        String config = ManagerHost.CONFIG.substring(0, ManagerHost.CONFIG.length() - 1) + args;
        host.registry.add("x", config, "layer");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals(List.of("a", "b"), host.runtime.launches.get(0).settings().args());
        host.manager.disable("x", false).await();
        host.manager.set("x", List.of("args=c d")).await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals(List.of("c", "d"), host.runtime.launches.get(1).settings().args());
    }

    @Test
    void askedAllTypesOfAPluginToMatchWhereOneSuffices() throws Exception {
        String two = "\"docker.authz/1.0\",\"nonsense\",\"docker.volumedriver/1.0\"";
        host.registry.add(
                "x", ManagerHost.CONFIG.replace("\"docker.volumedriver/1.0\"", two), "layer");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        for (Capability one : List.of(Capability.AUTHZ, Capability.VOLUME_DRIVER)) {
            assertEquals(one, host.manager.find("x", one).capability());
        }
    }

    @Test
    void replacedACapabilitysHandlerInsteadOfAdding() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch bothTold = new CountDownLatch(2);
        for (String name : List.of("first", "second")) {
            HandlerBinder.add(
                    host.handlers,
                    Capability.VOLUME_DRIVER,
                    new CapabilityHandler() {
                        @Override
                        public void added(PluginClient client) {
                            told.add(name);
                            bothTold.countDown();
                        }

                        @Override
                        public void removed(PluginClient client) {
                            told.add("not " + name);
                        }
                    });
        }
        host.enabled("x");
        bothTold.await();
        host.manager.disable("x", false).await();
        // Each on a thread of its own.
        assertEquals(Set.of("first", "second"), Set.copyOf(told.subList(0, 2)));
        assertEquals(Set.of("not first", "not second"), Set.copyOf(told.subList(2, 4)));
    }

    @Test
    void neverImplementedSet() throws Exception {
        String env = ",\"env\":[{\"name\":\"A\",\"value\":\"1\",\"settable\":[\"value\"]}]}";
        String config = ManagerHost.CONFIG.substring(0, ManagerHost.CONFIG.length() - 1) + env;
        host.registry.add("x", config, "layer");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        assertEquals(
                List.of("A=2"), host.manager.set("x", List.of("A=2")).await().settings().env());
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals(List.of("A=2"), host.runtime.launches.get(0).settings().env());
    }

    @Test
    void dereferencedAManagerThatCouldBeMissing() throws Exception {
        Plugin plugin = host.enabled("x");
        Plugin idle = host.install("y");
        host.manager.releaseRuntime(host.runtime, false);
        host.providers.unbindRegistry(host.registry);
        assertEquals(2, host.manager.list().size());
        assertThrows(
                ProviderMissingException.class,
                () ->
                        host.manager
                                .install(ManagerHost.request("z"), ProgressListener.NONE)
                                .await());
        assertThrows(
                ProviderMissingException.class,
                () -> host.manager.push("x", Optional.empty(), ProgressListener.NONE).await());
        assertThrows(
                ProviderMissingException.class,
                () -> host.manager.enable(idle.id(), EnableOptions.DEFAULT).await());
        assertThrows(
                ProviderMissingException.class,
                () -> host.manager.remove(plugin.id(), true).await());
        Files.writeString(Files.createDirectories(top.resolve("f/rootfs")).resolve("a"), "a");
        Files.writeString(top.resolve("f/config.json"), "{}");
        byte[] archive = GnuTar.pack(top.resolve("f"), "posix", "config.json", "rootfs");
        assertThrows(
                ProviderMissingException.class,
                () ->
                        host.manager
                                .create(
                                        PluginReference.parse("z"),
                                        new ByteArrayInputStream(archive))
                                .await());
        host.manager.disable(plugin.id(), false).await();
        assertEquals(2, host.manager.list().size());
    }

    @Test
    void comparedPrivilegesFromTheSecondOnOnly() throws Exception {
        host.registry.add(
                "x",
                "{\"network\":{\"type\":\"host\"},\"pidhost\":true,"
                        + "\"linux\":{\"allowAllDevices\":true}}",
                "layer");
        List<Privilege> asked =
                host.manager.privileges(InstallRequest.of(PluginReference.parse("x"))).await();
        for (int i = 0; i < asked.size(); i++) {
            List<Privilege> changed = new ArrayList<>(asked);
            changed.set(i, Privilege.of(asked.get(i).name(), "", List.of("something else")));
            InstallRequest request = ManagerHost.request("x").withPrivileges(changed);
            assertThrows(
                    PrivilegesNotGrantedException.class,
                    () -> host.manager.install(request, ProgressListener.NONE).await(),
                    asked.get(i).name());
        }
        assertEquals(List.of(), host.manager.list());
    }

    @Test
    void sleptHalfASecondOnEveryStartAndThenPolled() throws Exception {
        host.install("x");
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            host.manager.enable("x", EnableOptions.DEFAULT).await();
            fastest = Math.min(fastest, System.nanoTime() - begun);
            host.manager.disable("x", false).await();
        }
        assertTrue(fastest < 300_000_000, "the fastest of five took " + fastest + " ns");
        assertNull(host.manager.find("x").status().problem().orElse(null));
        assertFalse(host.manager.find("x").enabled());
    }
}
