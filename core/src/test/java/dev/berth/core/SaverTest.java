package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryLayouts;
import dev.berth.core.testing.MemoryRegistry;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.ProviderMissingException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins to files, and from files. */
class SaverTest {
    private static final String ASKING = "{\"network\":{\"type\":\"host\"}}";
    private static final Path PLACE = Path.of("/layouts/one");

    @TempDir Path top;
    private ManagerHost host;
    private final MemoryLayouts layouts = new MemoryLayouts();
    private final Archive archive = new Archive();

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        host.providers.bindLayouts(layouts);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void writesWhatWasPulledByteForByteAndClosesTheArchive() throws Exception {
        PluginManifest pulled = host.registry.add("x", ManagerHost.CONFIG, "one", "two");
        Plugin plugin =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        assertEquals(plugin, host.manager.save("x", archive).await());
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write("docker.io/library/x:latest\n".getBytes());
        expected.write(pulled.manifestBytes());
        expected.write(pulled.configBytes());
        expected.write("onetwo".getBytes());
        assertArrayEquals(expected.toByteArray(), archive.toByteArray());
        assertTrue(archive.closed);
    }

    /** A host without a network saves its plugins all the same. */
    @Test
    void writesAPluginWhoseSignaturesCannotBeHad() throws Exception {
        host.install("x");
        host.registry.signatures =
                () -> {
                    throw new RegistryException(
                            RegistryException.Reason.UNREACHABLE, "docker.io", "x", "no route");
                };
        host.manager.save("x", archive).await();
        assertTrue(archive.size() > 0);
        assertTrue(
                host.log.lines().toString().contains("do not go along with it: no route"),
                host.log.lines().toString());
    }

    /** Of what refers to it the registry has the blobs, and the store has none. */
    @Test
    void pushesWhatRefersToThePlugin() throws Exception {
        Plugin plugin = host.install("x");
        byte[] bytes = "signature".getBytes();
        Descriptor signature = host.registry.index("signature");
        host.registry.signatures = () -> List.of(Referrer.of(plugin.digest(), signature, bytes));
        host.manager.push("x", Optional.empty(), ProgressListener.NONE).await();
        assertArrayEquals(bytes, host.registry.pushed.get(signature.digest()));
    }

    @Test
    void writesAPluginThatIsRemovedMeanwhile() throws Exception {
        host.install("x");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        layouts.beforeBlob =
                blob -> {
                    writing.countDown();
                    go.await();
                };
        Operation<Plugin> saving = host.manager.save("x", archive);
        writing.await();
        host.manager.remove("x", false).await();
        assertEquals(3, host.blobs().size());
        go.countDown();
        saving.await();
        assertTrue(archive.toString().endsWith("layer of x"), archive.toString());
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void endsWhenItIsCancelled() throws Exception {
        host.install("x");
        CountDownLatch writing = new CountDownLatch(1);
        layouts.beforeBlob =
                blob -> {
                    writing.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> saving = host.manager.save("x", archive);
        writing.await();
        saving.cancel();
        assertThrows(OperationCancelledException.class, saving::await);
        assertTrue(archive.closed);
        host.manager.remove("x", false).await();
        assertEquals(List.of(), host.blobs(), "nobody holds them any more");
    }

    @Test
    void saysWhichContentIsMissingOrDamaged() throws Exception {
        Plugin plugin = host.install("x");
        Digest layer = Digest.sha256("layer of x".getBytes());
        Path file = host.root().resolve("content/blobs/sha256").resolve(layer.hex());
        Files.writeString(file, "LAYER OF X");
        assertEquals(
                "cannot save plugin x:latest: its content " + layer + " is damaged", refusal("x"));
        Files.writeString(file, "layer");
        assertEquals(
                "cannot save plugin x:latest: its content " + layer + " is damaged", refusal("x"));
        Files.delete(file);
        assertEquals(
                "cannot save plugin x:latest: its content " + layer + " is missing", refusal("x"));
        Digest manifest = plugin.digest();
        Files.delete(file.resolveSibling(manifest.hex()));
        assertEquals(
                "cannot read plugin x:latest: its content " + manifest + " is missing",
                refusal("x"));
        assertTrue(archive.closed);
    }

    @Test
    void failsWhenTheArchiveCannotBeWrittenOrFlushedOrClosed() throws Exception {
        host.install("x");
        for (String step : List.of("write", "flush", "close")) {
            Archive full = new Archive();
            full.failing = step;
            PluginStorageException failure =
                    assertThrows(
                            PluginStorageException.class,
                            () -> host.manager.save("x", full).await());
            assertEquals("cannot save plugin x:latest: no " + step, failure.getMessage());
        }
        host.manager.remove("x", false).await();
        assertEquals(List.of(), host.blobs(), "nobody holds them any more");
    }

    @Test
    void closesTheArchiveAlsoWhenThereIsNoSuchPlugin() {
        assertThrows(PluginNotFoundException.class, () -> host.manager.save("no", archive).await());
        assertTrue(archive.closed);
    }

    @Test
    void tellsWhatALayoutHolds() throws Exception {
        List<PluginReference> names =
                List.of(PluginReference.parse("a:1"), PluginReference.parse("b:2"));
        layouts.names.put(PLACE, names);
        assertEquals(names, host.manager.contents(PLACE).await());
        assertThrows(
                RegistryException.class, () -> host.manager.contents(Path.of("/nothing")).await());
    }

    @Test
    void installsFromALayoutWithTheSameDigestsAndTheSameConsent() throws Exception {
        PluginManifest there = layout().add("x", ASKING, "one", "two");
        List<Admission> heard = new CopyOnWriteArrayList<>();
        host.providers.bindPolicy(heard::add, Map.of());
        InstallRequest request = ManagerHost.request("x").withLayout(PLACE);
        assertThrows(PrivilegesNotGrantedException.class, () -> install(request));
        assertEquals(List.of(), heard, "policies are asked after the user");
        List<Privilege> asked = host.manager.privileges(request).await();
        assertEquals(1, asked.size());
        Plugin plugin = install(request.withPrivileges(asked));
        assertEquals(there.manifest().digest(), plugin.digest());
        assertEquals(Optional.of(PluginReference.parse("x:latest")), plugin.source());
        assertEquals(there.manifest().digest(), heard.get(0).digest());
        assertEquals(List.of(), host.registry.resolved, "the registry is not asked");
        assertEquals(List.of(), host.registry.opened);
        assertEquals(2, host.tree("plugins/" + plugin.id() + "/rootfs").size());
    }

    @Test
    void isRefusedByAPolicyFromALayoutToo() {
        layout().add("x", ManagerHost.CONFIG, "one");
        host.providers.bindPolicy(
                admission -> {
                    throw new NotAdmittedException("x", "not on Fridays");
                },
                Map.of());
        assertThrows(
                NotAdmittedException.class,
                () -> install(ManagerHost.request("x").withLayout(PLACE)));
        assertEquals(List.of(), host.manager.list());
    }

    @Test
    void upgradesFromALayout() throws Exception {
        host.install("x");
        PluginManifest there = layout().add("x:2", ManagerHost.CONFIG, "two");
        Plugin upgraded =
                host.manager
                        .upgrade(
                                "x",
                                ManagerHost.request("x:2").withLayout(PLACE),
                                ProgressListener.NONE)
                        .await();
        assertEquals(there.manifest().digest(), upgraded.digest());
        assertEquals("x:latest", upgraded.name().familiar());
    }

    @Test
    void saysWhatIsMissingWhenNothingReadsLayouts() throws Exception {
        host.install("x");
        host.providers.unbindLayouts(layouts);
        for (Operation<?> operation :
                List.of(
                        host.manager.save("x", archive),
                        host.manager.contents(PLACE),
                        host.manager.privileges(ManagerHost.request("y").withLayout(PLACE)),
                        host.manager.install(
                                ManagerHost.request("y").withLayout(PLACE),
                                ProgressListener.NONE))) {
            assertEquals(
                    "nothing here reads OCI image layouts: start a bundle that provides"
                            + " PluginLayouts",
                    assertThrows(ProviderMissingException.class, operation::await).getMessage());
        }
        assertTrue(archive.closed);
    }

    private MemoryRegistry layout() {
        return layouts.there.computeIfAbsent(PLACE, place -> new MemoryRegistry());
    }

    private Plugin install(InstallRequest request) throws InterruptedException {
        return host.manager.install(request, ProgressListener.NONE).await();
    }

    private String refusal(String name) {
        return assertThrows(
                        PluginStorageException.class,
                        () -> host.manager.save(name, archive).await())
                .getMessage();
    }

    /** Holds what is written, or fails at one step. */
    private static final class Archive extends ByteArrayOutputStream {
        private volatile boolean closed;
        private String failing = "";

        @Override
        public void write(byte[] bytes) throws IOException {
            fail("write");
            super.write(bytes);
        }

        @Override
        public void flush() throws IOException {
            fail("flush");
        }

        @Override
        public void close() throws IOException {
            closed = true;
            fail("close");
        }

        private void fail(String step) throws IOException {
            if (failing.equals(step)) {
                throw new IOException("no " + step);
            }
        }
    }
}
