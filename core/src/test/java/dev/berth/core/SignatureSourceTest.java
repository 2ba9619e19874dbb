package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryLayouts;
import dev.berth.core.testing.MemoryRegistry;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures of a plugin and of its index, on the way from one host to the next. */
class SignatureSourceTest {
    private static final Path PLACE = Path.of("/layouts/one");

    @TempDir Path top;
    private ManagerHost host;
    private final MemoryLayouts layouts = new MemoryLayouts();
    private final MemoryRegistry layout = new MemoryRegistry();
    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private PluginManifest plugin;
    private Descriptor index;
    private Referrer ofPlugin;
    private Referrer ofIndex;

    @BeforeEach
    void aSignedPluginInALayout() {
        host = new ManagerHost(top);
        host.providers.bindLayouts(layouts);
        layouts.there.put(PLACE, layout);
        plugin = layout.add("x", ManagerHost.CONFIG, "one");
        index = layout.index("x");
        ofPlugin = signature(layout, plugin.manifest(), "of the plugin");
        ofIndex = signature(layout, index, "of the index");
        layout.signatures = () -> List.of(ofPlugin, ofIndex);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void savesWhatWasLoadedWithItsPluginWhereNoRegistryCanBeReached() throws Exception {
        unreachable();
        load();
        layouts.there.clear();
        host.manager.save("x", archive).await();
        PluginManifest saved = layouts.written.get(0);
        assertEquals(List.of(ofIndex, ofPlugin), saved.referrers());
        assertEquals(List.of(index), saved.indexes());
        assertArrayEquals("x".getBytes(StandardCharsets.UTF_8), saved.indexDocuments().get(0));
        assertTrue(archive.toString().endsWith("oneof the indexof the plugin"));
    }

    @Test
    void savesThemAfterARestartAndAnUpgradeToo() throws Exception {
        unreachable();
        load();
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        host.providers.bindLayouts(layouts);
        host.manager.upgrade("x", request(), ProgressListener.NONE).await();
        host.manager.save("x", archive).await();
        assertEquals(List.of(ofIndex, ofPlugin), layouts.written.get(0).referrers());
    }

    @Test
    void asksTheSourceOfAPulledPluginForThoseOfItsIndexToo() throws Exception {
        PluginManifest pulled = host.registry.add("y", ManagerHost.CONFIG, "one");
        Descriptor known = host.registry.index("y");
        List<Referrer> all =
                List.of(
                        signature(host.registry, known, "of y's index"),
                        signature(host.registry, pulled.manifest(), "of y"));
        host.registry.signatures = () -> all;
        host.manager.install(ManagerHost.request("y"), ProgressListener.NONE).await();
        host.manager.save("y", archive).await();
        assertEquals(all, layouts.written.get(0).referrers());
        assertEquals(List.of(known), layouts.written.get(0).indexes());
    }

    /** Registries take an index only with all that it names. */
    @Test
    void pushesNoneOfAnIndexAndSaysSo() throws Exception {
        unreachable();
        load();
        host.manager.push("x", Optional.empty(), ProgressListener.NONE).await();
        assertTrue(host.registry.pushed.containsKey(ofPlugin.manifest().digest()));
        assertTrue(!host.registry.pushed.containsKey(ofIndex.manifest().digest()));
        assertTrue(
                host.log.lines().toString().contains("of its index " + index.digest()),
                host.log.lines().toString());
    }

    @Test
    void keepsNothingOfASignatureThatIsNotWhole() throws Exception {
        unreachable();
        layout.opening =
                (blob, bytes) -> {
                    if (ofIndex.blobs().contains(blob)) {
                        throw new RegistryException(Reason.CORRUPT, "", "x", "it is cut short");
                    }
                    return new ByteArrayInputStream(bytes);
                };
        load();
        host.manager.save("x", archive).await();
        assertEquals(List.of(ofPlugin), layouts.written.get(0).referrers());
        assertTrue(host.log.lines().toString().contains("is not kept with plugin x:latest"));
    }

    @Test
    void keepsNoMoreThanItsLimit() throws Exception {
        unreachable();
        Referrer large = ofPlugin.withBlobs(List.of(ofBytes(16 << 20)));
        Referrer overflow =
                ofPlugin.withBlobs(List.of(ofBytes(Long.MAX_VALUE), ofBytes(Long.MAX_VALUE)));
        layout.signatures = () -> List.of(large, overflow, ofPlugin);
        load();
        host.manager.save("x", archive).await();
        assertEquals(List.of(ofPlugin), layouts.written.get(0).referrers());
    }

    @Test
    void leavesNothingWhenThePluginIsRemoved() throws Exception {
        load();
        assertTrue(host.blobs().size() > 3, "index and signatures besides");
        host.manager.remove("x", false).await();
        assertEquals(List.of(), host.blobs());
    }

    private Descriptor ofBytes(long size) {
        return Descriptor.of("x/y", ofPlugin.manifest().digest(), size);
    }

    private void unreachable() {
        host.registry.signatures =
                () -> {
                    throw new RegistryException(Reason.UNREACHABLE, "docker.io", "x", "no route");
                };
    }

    private Plugin load() throws InterruptedException {
        return host.manager.install(request(), ProgressListener.NONE).await();
    }

    private static InstallRequest request() {
        return ManagerHost.request("x").withLayout(PLACE);
    }

    private static Referrer signature(MemoryRegistry at, Descriptor subject, String content) {
        Descriptor blob = at.blob("x/signature", content);
        byte[] manifest = ("signature " + content).getBytes(StandardCharsets.UTF_8);
        Descriptor described = at.blob("x/manifest", "signature " + content);
        return Referrer.of(subject.digest(), described, manifest).withBlobs(List.of(blob));
    }
}
