package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginAlreadyExistsException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.ProviderMissingException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    private static final String ASKING =
            "{\"network\":{\"type\":\"host\"},\"linux\":{\"capabilities\":[\"CAP_SYS_ADMIN\"]}}";

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
    void givesADisabledPluginWithAnIdAndAFamiliarName() throws Exception {
        Plugin plugin = host.install("docker.io/vieux/sshfs");
        assertEquals("vieux/sshfs:latest", plugin.name().familiar());
        assertTrue(plugin.id().matches("[0-9a-f]{64}"), plugin.id());
        assertEquals(Optional.of(PluginReference.parse("vieux/sshfs:latest")), plugin.source());
        assertEquals(PluginState.DISABLED, plugin.status().state());
        assertFalse(plugin.enabled());
        assertEquals(Optional.empty(), plugin.status().problem());
        assertEquals(ManagerHost.CONFIG, plugin.config().document());
        assertEquals(List.of(plugin), host.manager.list());
    }

    @Test
    void unpacksEveryLayerInOrder() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        host.registry.add("x", ManagerHost.CONFIG, "one", "two", "three", "four", "five");
        host.registry.opening =
                (blob, bytes) -> {
                    order.add(new String(bytes, StandardCharsets.UTF_8));
                    return new ByteArrayInputStream(bytes);
                };
        Plugin plugin =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        assertEquals(5, host.tree("plugins/" + plugin.id() + "/rootfs").size());
        assertEquals(5, order.size());
        assertEquals(List.of(), host.tree("tmp"));
    }

    @Test
    void tellsHowItGoesAndIsNotHarmedByWhoListens() throws Exception {
        List<Progress.Phase> phases = new CopyOnWriteArrayList<>();
        host.registry.add("x", ManagerHost.CONFIG, "one");
        ProgressListener listener =
                progress -> {
                    phases.add(progress.phase());
                    throw new IllegalStateException("a listener's own fault");
                };
        host.manager.install(ManagerHost.request("x"), listener).await();
        assertEquals(
                List.of(
                        Progress.Phase.RESOLVING,
                        Progress.Phase.RESOLVED,
                        Progress.Phase.WAITING,
                        Progress.Phase.DOWNLOADING,
                        Progress.Phase.DOWNLOADED,
                        Progress.Phase.EXTRACTING,
                        Progress.Phase.COMPLETE),
                phases);
    }

    @Test
    void takesALayerFromTheStoreThatIsThere() throws Exception {
        host.registry.add("a", ManagerHost.CONFIG, "shared", "of a");
        host.registry.add("b", ManagerHost.CONFIG, "shared", "of b");
        host.manager.install(ManagerHost.request("a"), ProgressListener.NONE).await();
        host.manager.install(ManagerHost.request("b"), ProgressListener.NONE).await();
        assertEquals(3, host.registry.opened.size());
        host.manager.remove("a", false).await();
        Plugin b = host.manager.find("b");
        assertEquals(2, host.tree("plugins/" + b.id() + "/rootfs").size());
        assertEquals(4, host.blobs().size(), "b's manifest, config and two layers");
    }

    @Test
    void isToldOnceItIsDone() throws Exception {
        Plugin plugin = host.install("x:1");
        PluginEvent event = host.event(PluginEvent.Kind.PULL);
        assertEquals(plugin.id(), event.id());
        assertEquals("x:1", event.name());
        assertEquals("x:1", event.attributes().get("reference"));
    }

    @Test
    void takesAnAliasAndDropsADigestFromTheName() throws Exception {
        String digest = "@sha256:" + "a".repeat(64);
        host.registry.add("x" + digest, ManagerHost.CONFIG, "one");
        InstallRequest byDigest = ManagerHost.request("x" + digest);
        assertEquals(
                "x:latest",
                host.manager.install(byDigest, ProgressListener.NONE).await().name().familiar());
        InstallRequest aliased = byDigest.withAlias(PluginReference.parse("mine"));
        Plugin plugin = host.manager.install(aliased, ProgressListener.NONE).await();
        assertEquals("mine:latest", plugin.name().familiar());
        assertEquals(Optional.of(PluginReference.parse("x" + digest)), plugin.source());
        assertEquals(
                "cannot use digest in plugin tag",
                refusal(
                                InvalidReferenceException.class,
                                byDigest.withAlias(PluginReference.parse("y" + digest)))
                        .getMessage());
    }

    @Test
    void asksForExactlyThePrivilegesOfTheConfig() throws Exception {
        host.registry.add("x", ASKING, "one");
        List<Privilege> asked =
                host.manager.privileges(InstallRequest.of(PluginReference.parse("x"))).await();
        assertEquals(2, asked.size());
        refusal(PrivilegesNotGrantedException.class, ManagerHost.request("x"));
        refusal(
                PrivilegesNotGrantedException.class,
                ManagerHost.request("x").withPrivileges(asked.subList(1, 2)));
        refusal(
                PrivilegesNotGrantedException.class,
                ManagerHost.request("x").withPrivileges(asked.subList(0, 1)));
        List<Privilege> tooMuch = new ArrayList<>(asked);
        tooMuch.add(Privilege.of("mount", "", List.of("/")));
        refusal(
                PrivilegesNotGrantedException.class,
                ManagerHost.request("x").withPrivileges(tooMuch));
        assertEquals(List.of(), host.registry.opened, "nothing was fetched");
        nothingIsLeft();
        List<Privilege> reversed = List.of(asked.get(1), asked.get(0));
        host.manager
                .install(ManagerHost.request("x").withPrivileges(reversed), ProgressListener.NONE)
                .await();
    }

    @Test
    void isRefusedByOnePolicyThatSaysNo() throws Exception {
        List<Admission> heard = new CopyOnWriteArrayList<>();
        host.registry.add("x", ManagerHost.CONFIG, "one");
        host.providers.bindPolicy(heard::add, Map.of());
        host.providers.bindPolicy(
                admission -> {
                    throw new NotAdmittedException("x", "not on Fridays");
                },
                Map.of());
        NotAdmittedException no = refusal(NotAdmittedException.class, ManagerHost.request("x"));
        assertTrue(no.getMessage().contains("not on Fridays"), no.getMessage());
        assertEquals(PluginReference.parse("x:latest"), heard.get(0).reference());
        assertEquals(List.of(), host.registry.opened, "nothing was fetched");
        nothingIsLeft();
    }

    @Test
    void isRefusedByAPolicyThatFails() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, "one");
        host.providers.bindPolicy(
                admission -> {
                    throw new IllegalStateException("no list");
                },
                Map.of());
        NotAdmittedException no = refusal(NotAdmittedException.class, ManagerHost.request("x"));
        assertTrue(no.getMessage().contains("no list"), no.getMessage());
        nothingIsLeft();
    }

    @Test
    void isRefusedWhenTheNameIsTaken() throws Exception {
        host.install("x");
        assertEquals(
                "x:latest",
                refusal(
                                PluginAlreadyExistsException.class,
                                ManagerHost.request("docker.io/library/x"))
                        .name());
    }

    @Test
    void givesOneOfTwoAtOnceTheNameAndTheOtherAnError() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        host.registry.add("x", ManagerHost.CONFIG, "one");
        host.registry.opening =
                (blob, bytes) -> {
                    asked.countDown();
                    go.await();
                    return new ByteArrayInputStream(bytes);
                };
        Operation<Plugin> first =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE);
        asked.await();
        refusal(PluginAlreadyExistsException.class, ManagerHost.request("x"));
        assertEquals(List.of(), host.manager.list(), "nothing is to be seen before it is whole");
        assertThrows(PluginNotFoundException.class, () -> host.manager.find("x"));
        go.countDown();
        assertEquals(first.await().id(), host.manager.find("x").id());
    }

    @Test
    void leavesNothingWhenTheReferenceIsNotThere() throws Exception {
        assertEquals(
                RegistryException.Reason.NOT_FOUND,
                refusal(RegistryException.class, ManagerHost.request("nothere")).reason());
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenTheConfigIsNone() throws Exception {
        host.registry.add("x", "<html>", "one");
        refusal(InvalidPluginException.class, ManagerHost.request("x"));
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenALayerIsNotWhatItsDigestSays() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, "one", "two");
        host.registry.opening =
                (blob, bytes) -> new ByteArrayInputStream("xxx".getBytes(StandardCharsets.UTF_8));
        RegistryException bad = refusal(RegistryException.class, ManagerHost.request("x"));
        assertEquals(RegistryException.Reason.CORRUPT, bad.reason());
        assertTrue(bad.getMessage().contains("was promised"), bad.getMessage());
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenTheRegistryBreaksOffAndTellsItsReason() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, "one", "two", "three");
        RegistryException reason =
                new RegistryException(RegistryException.Reason.CORRUPT, "r", "x", "bad digest");
        host.registry.opening = (blob, bytes) -> new Failing(new IOException(reason));
        assertEquals(reason, refusal(RegistryException.class, ManagerHost.request("x")));
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenALayerCannotBeUnpacked() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, "one", "two");
        host.runtime.beforeUnpack =
                rootfs -> {
                    throw new dev.berth.plugin.error.PluginRuntimeException("no space", null);
                };
        refusal(dev.berth.plugin.error.PluginRuntimeException.class, ManagerHost.request("x"));
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenItIsCancelledWhileALayerComes() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        host.registry.add("x", ManagerHost.CONFIG, "one", "two", "three", "four");
        host.registry.opening =
                (blob, bytes) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return null;
                };
        Operation<Plugin> pull =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE);
        asked.await();
        pull.cancel();
        OperationCancelledException end =
                assertThrows(OperationCancelledException.class, pull::await);
        assertEquals("pull of x was cancelled", end.getMessage());
        nothingIsLeft();
    }

    @Test
    void leavesOnlyWhatCameWhenItIsCancelledInTheMiddleOfABlob() throws Exception {
        // The second read comes after the first byte was kept.
        CountDownLatch reading = new CountDownLatch(2);
        Digest digest = new Digest("sha256", "a".repeat(64));
        host.registry.add(
                "x", ManagerHost.CONFIG, List.of(Descriptor.of("application/x", digest, 1L << 40)));
        host.registry.opening = (blob, bytes) -> new Endless(reading);
        Operation<Plugin> pull =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE);
        reading.await();
        pull.cancel();
        assertThrows(OperationCancelledException.class, pull::await);
        assertEquals(List.of("sha256/" + "a".repeat(64)), host.parts());
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenItIsCancelledWhileALayerIsUnpacked() throws Exception {
        CountDownLatch unpacking = new CountDownLatch(1);
        host.registry.add("x", ManagerHost.CONFIG, "one", "two");
        host.runtime.beforeUnpack =
                rootfs -> {
                    unpacking.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> pull =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE);
        unpacking.await();
        pull.cancel();
        assertThrows(OperationCancelledException.class, pull::await);
        host.runtime.beforeUnpack = rootfs -> {};
        nothingIsLeft();
    }

    @Test
    void saysWhatIsMissingWithoutARegistry() throws Exception {
        host.providers.unbindRegistry(host.registry);
        ProviderMissingException missing =
                refusal(ProviderMissingException.class, ManagerHost.request("x"));
        assertEquals("PluginRegistry", missing.service());
        assertEquals(
                "no plugin registry is installed: start a bundle that provides PluginRegistry",
                missing.getMessage());
    }

    private <E extends PluginException> E refusal(Class<E> type, InstallRequest request) {
        return assertThrows(
                type, () -> host.manager.install(request, ProgressListener.NONE).await());
    }

    /** No files but what may be continued, no plugin, and the name is free. */
    private void nothingIsLeft() throws Exception {
        assertEquals(List.of(), host.blobs());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(), host.tree("plugins"));
        assertEquals(List.of(), host.manager.list());
        host.registry.opening = (blob, bytes) -> new ByteArrayInputStream(bytes);
        if (host.registry.resolved.stream().noneMatch(r -> r.contains("nothere"))) {
            return;
        }
        host.install("nothere");
    }

    /** Breaks off. */
    private static final class Failing extends InputStream {
        private final IOException reason;

        Failing(IOException reason) {
            this.reason = reason;
        }

        @Override
        public int read() throws IOException {
            throw reason;
        }
    }

    /** Has always more, and tells that it is read. */
    private static final class Endless extends InputStream {
        private final CountDownLatch reading;

        Endless(CountDownLatch reading) {
            this.reading = reading;
        }

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            reading.countDown();
            return 1;
        }
    }
}
