package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginAlreadyExistsException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.shared.tar.TarWriter;
import dev.berth.testing.GnuTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin made of files, and sent to a registry. */
class CreatorTest {
    private static final PluginReference NAME = PluginReference.parse("me/mine");

    private static final int LARGE = 8 * 1024 * 1024;

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
    void givesADisabledPluginInDockersForm() throws Exception {
        Plugin plugin = create(archive("{\"Description\":\"d\",\"other\":[1]}")).await();
        assertEquals("me/mine:latest", plugin.name().familiar());
        assertEquals(Optional.empty(), plugin.source());
        assertEquals(List.of(plugin), host.manager.list());
        assertEquals(plugin.id(), host.event(PluginEvent.Kind.CREATE).id());
        JsonNode config = new ObjectMapper().readTree(plugin.config().document());
        assertEquals("d", config.get("Description").asText());
        assertEquals("[1]", config.get("other").toString(), "unknown fields are kept");
        JsonNode manifest = new ObjectMapper().readTree(blob(plugin.digest()));
        assertEquals(2, manifest.get("schemaVersion").asInt());
        assertEquals(
                "application/vnd.docker.distribution.manifest.v2+json",
                manifest.get("mediaType").asText());
        assertEquals(
                "application/vnd.docker.plugin.v1+json",
                manifest.get("config").get("mediaType").asText());
        assertEquals(1, manifest.get("layers").size());
        assertEquals(
                manifest.get("layers").get(0).get("digest").asText(),
                plugin.config().rootfs().diffIds().get(0),
                "diff_ids name the layer as it is stored");
        assertEquals("layers", plugin.config().rootfs().type());
    }

    @Test
    void takesAGzippedArchive() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(archive("{}"));
        }
        create(packed.toByteArray()).await();
        host.manager.remove("me/mine", false).await();
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        InvalidPluginException refusal = refusal(InvalidPluginException.class, cut);
        assertTrue(refusal.getMessage().contains("the archive cannot be read"));
        nothingIsLeft();
    }

    @Test
    void takesTheSameFilesUnderTwoNames() throws Exception {
        create(archive("{}")).await();
        host.manager
                .create(PluginReference.parse("other"), new ByteArrayInputStream(archive("{}")))
                .await();
        host.manager.remove("other", false).await();
        Plugin first = host.manager.find("me/mine");
        assertTrue(blob(first.digest()).length > 0, "what it needs is still there");
    }

    @Test
    void leavesNothingWhenTheArchiveIsWrong() throws Exception {
        byte[] good = archive("{}");
        for (byte[] bad :
                List.of(
                        new byte[0],
                        new byte[10240],
                        "no tar".repeat(200).getBytes(),
                        Arrays.copyOf(good, good.length / 3),
                        archive("{"),
                        archive("[]"),
                        archive("{\"entrypoint\":\"/x\"}"))) {
            refusal(InvalidPluginException.class, bad);
            nothingIsLeft();
        }
    }

    @Test
    void leavesNothingWhenTheSenderBreaksOff() throws Exception {
        InputStream part = new ByteArrayInputStream(Arrays.copyOf(archive("{}"), 700));
        InvalidPluginException refusal =
                assertThrows(
                        InvalidPluginException.class,
                        () ->
                                host.manager
                                        .create(NAME, new SequenceInputStream(part, reset()))
                                        .await());
        assertTrue(refusal.getMessage().contains("connection reset"), refusal.getMessage());
        nothingIsLeft();
    }

    @Test
    void saysSoWhenTheSenderBreaksOffInAFileThatIsNotThePlugins() throws Exception {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        new TarWriter(tar).file("other", new byte[300_000]);
        InputStream part = new ByteArrayInputStream(Arrays.copyOf(tar.toByteArray(), 200_000));
        InvalidPluginException refusal =
                assertThrows(
                        InvalidPluginException.class,
                        () ->
                                host.manager
                                        .create(NAME, new SequenceInputStream(part, reset()))
                                        .await());
        assertEquals("the archive cannot be read: connection reset", refusal.getMessage());
        nothingIsLeft();
    }

    private static InputStream reset() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
    }

    @Test
    void refusesATakenNameAndADigest() throws Exception {
        create(archive("{}")).await();
        refusal(PluginAlreadyExistsException.class, archive("{}"));
        PluginReference canonical = PluginReference.parse("y@sha256:" + "a".repeat(64));
        InvalidReferenceException refusal =
                assertThrows(
                        InvalidReferenceException.class,
                        () ->
                                host.manager
                                        .create(canonical, new ByteArrayInputStream(new byte[0]))
                                        .await());
        assertEquals("canonical references are not permitted", refusal.getMessage());
    }

    @Test
    void closesTheArchiveHoweverItEnds() throws Exception {
        for (byte[] bytes : List.of(archive("{}"), new byte[0])) {
            CountDownLatch closed = new CountDownLatch(1);
            host.manager.create(NAME, new Closing(bytes, closed));
            closed.await();
        }
        host.close();
        CountDownLatch closed = new CountDownLatch(1);
        Operation<Plugin> refused = host.manager.create(NAME, new Closing(new byte[0], closed));
        assertThrows(OperationCancelledException.class, refused::await);
        closed.await();
    }

    @Test
    void leavesNothingWhenItIsCancelled() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream archive = new PipedInputStream(sender);
        sender.write(Arrays.copyOf(archive("{}"), 600));
        Operation<Plugin> creation = host.manager.create(NAME, archive);
        creation.cancel();
        assertThrows(OperationCancelledException.class, creation::await);
        nothingIsLeft();
    }

    @Test
    void isUnpackedWhileItComes() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        host.runtime.reading =
                tar ->
                        new FilterInputStream(tar) {
                            @Override
                            public int read(byte[] to, int at, int length) throws IOException {
                                int count = super.read(to, at, length);
                                first.complete(count);
                                return count;
                            }
                        };
        byte[] archive = large();
        PipedOutputStream sender = new PipedOutputStream();
        Operation<Plugin> creation =
                host.manager.create(NAME, new PipedInputStream(sender, archive.length));
        sender.write(archive, 0, archive.length / 2);
        sender.flush();
        assertTrue(first.get(1, TimeUnit.MINUTES) > 0);
        sender.write(archive, archive.length / 2, archive.length - archive.length / 2);
        sender.close();
        String id = creation.await().id();
        assertTrue(Files.size(rootfs(id).resolve("made")) > LARGE);
    }

    @Test
    void isUnpackedByARuntimeThatTakesOnlyFiles() throws Exception {
        host.runtime.streams = false;
        String id = create(archive("{}")).await().id();
        try (Stream<Path> files = Files.list(rootfs(id))) {
            assertTrue(Files.size(files.findAny().orElseThrow()) > 1000, "a tar");
        }
        try (Stream<Path> beside = Files.list(rootfs(id).getParent())) {
            assertTrue(beside.noneMatch(one -> one.toString().endsWith(".tar")));
        }
        host.manager.remove("me/mine", false).await();
        refusal(InvalidPluginException.class, archive("{"));
        nothingIsLeft();
    }

    @Test
    void saysWhatIsWrongWithTheArchiveThoughItCannotBeUnpacked() throws Exception {
        host.runtime.beforeUnpack =
                rootfs -> {
                    throw new PluginRuntimeException("no room", new IOException("no room"));
                };
        refusal(InvalidPluginException.class, archive("{"));
        nothingIsLeft();
        PluginRuntimeException refusal = refusal(PluginRuntimeException.class, large());
        assertEquals("no room", refusal.getMessage());
        nothingIsLeft();
    }

    @Test
    void isRefusedIfTheRuntimeDoesNotReadAllOfIt() throws Exception {
        host.runtime.reading = tar -> InputStream.nullInputStream();
        PluginRuntimeException refusal = refusal(PluginRuntimeException.class, large());
        assertEquals("the runtime has not unpacked all of the layer", refusal.getMessage());
        nothingIsLeft();
    }

    @Test
    void isNamedInTheErrorOfARuntimeThatIsBroken() throws Exception {
        host.runtime.beforeUnpack =
                rootfs -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                };
        OperationFailedException failure = refusal(OperationFailedException.class, large());
        assertTrue(failure.getMessage().startsWith("creation of me/mine"), failure.getMessage());
        nothingIsLeft();
    }

    @Test
    @Timeout(60)
    void endsThoughTheRuntimeTakesNoNoticeOfAnInterrupt() throws Exception {
        host.runtime.beforeUnpack =
                rootfs -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException ignored) {
                        Thread.interrupted();
                    }
                };
        refusal(InvalidPluginException.class, new byte[0]);
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenItIsCancelledWhileItIsUnpacked() throws Exception {
        CountDownLatch unpacking = new CountDownLatch(1);
        host.runtime.beforeUnpack =
                rootfs -> {
                    unpacking.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> creation = create(large());
        unpacking.await();
        creation.cancel();
        assertThrows(OperationCancelledException.class, creation::await);
        nothingIsLeft();
    }

    @Test
    void isSentToTheRegistryThatItsNameNames() throws Exception {
        List<Progress> heard = new CopyOnWriteArrayList<>();
        Plugin plugin = create(archive("{}")).await();
        assertEquals(plugin, host.manager.push("me/mine", Optional.empty(), heard::add).await());
        assertEquals(List.of("docker.io/me/mine:latest"), host.registry.pushedTo);
        assertEquals(3, host.registry.pushed.size());
        host.registry.pushed.forEach((digest, bytes) -> assertEquals(digest, Digest.sha256(bytes)));
        assertTrue(heard.stream().allMatch(p -> p.phase() == Progress.Phase.PUSHED));
        assertEquals(plugin.digest().toString(), heard.get(heard.size() - 1).subject());
        assertEquals("me/mine:latest", host.event(PluginEvent.Kind.PUSH).name());
    }

    @Test
    void isCreatedWithExactlyWhatIsGranted() throws Exception {
        String config = "{\"pidhost\":true,\"network\":{\"type\":\"host\"}}";
        List<Privilege> asked =
                host.manager.configPrivileges(config.getBytes(StandardCharsets.UTF_8)).await();
        assertEquals(2, asked.size());
        for (List<Privilege> granted : List.of(List.<Privilege>of(), asked.subList(0, 1))) {
            assertThrows(
                    PrivilegesNotGrantedException.class,
                    () ->
                            host.manager
                                    .create(
                                            NAME,
                                            new ByteArrayInputStream(archive(config)),
                                            granted)
                                    .await());
        }
        nothingIsLeft();
        host.manager.create(NAME, new ByteArrayInputStream(archive(config)), asked).await();
        assertThrows(
                InvalidPluginException.class,
                () -> host.manager.configPrivileges("{".getBytes(StandardCharsets.UTF_8)).await());
    }

    private byte[] archive(String config) throws Exception {
        Path folder = Files.createTempDirectory(top, "files");
        Files.writeString(folder.resolve("config.json"), config);
        Files.createDirectories(folder.resolve("rootfs/bin"));
        Files.writeString(folder.resolve("rootfs/bin/run"), "#!");
        return GnuTar.pack(folder, "posix", "--mtime=@0", "config.json", "rootfs");
    }

    /** More than is on its way between the threads. */
    private byte[] large() throws Exception {
        Path folder = Files.createTempDirectory(top, "files");
        Files.writeString(folder.resolve("config.json"), "{}");
        Path rootfs = Files.createDirectories(folder.resolve("rootfs"));
        Files.write(rootfs.resolve("large"), new byte[LARGE]);
        return GnuTar.pack(folder, "posix", "config.json", "rootfs");
    }

    private Path rootfs(String id) {
        return host.root().resolve("plugins").resolve(id).resolve("rootfs");
    }

    private byte[] blob(Digest digest) throws IOException {
        return Files.readAllBytes(
                host.root().resolve("content/blobs/sha256").resolve(digest.hex()));
    }

    private Operation<Plugin> create(byte[] archive) {
        return host.manager.create(NAME, new ByteArrayInputStream(archive));
    }

    private <E extends PluginException> E refusal(Class<E> type, byte[] archive) {
        return assertThrows(type, () -> create(archive).await());
    }

    private void nothingIsLeft() throws Exception {
        assertEquals(List.of(), host.blobs());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(), host.tree("plugins"));
        assertEquals(List.of(), host.manager.list());
    }

    private static final class Closing extends ByteArrayInputStream {
        private final CountDownLatch closed;

        Closing(byte[] bytes, CountDownLatch closed) {
            super(bytes);
            this.closed = closed;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
