package dev.berth.registry.layout;

import static dev.berth.registry.layout.LayoutSample.LAYOUTS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPushTest {
    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, 200_000, 10);
    private PluginRegistry registry;

    @BeforeEach
    void open() {
        registry = LAYOUTS.at(folder);
    }

    private void push(String name, SamplePlugin pushed) throws InterruptedException {
        LayoutSample.push(registry, name, pushed);
    }

    private List<String> strays() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(FolderWriter.PREFIX))
                    .toList();
        }
    }

    private RegistryException refusal() {
        return assertThrows(RegistryException.class, () -> push("a/b", plugin));
    }

    @Test
    void givesBackWhatWasPushed() throws Exception {
        push("a/b:1", plugin);

        PluginManifest found = LayoutSample.resolve(registry, "a/b:1");
        assertEquals(plugin.manifest().manifest(), found.manifest());
        for (Descriptor layer : found.layers()) {
            assertArrayEquals(plugin.bytes(layer), LayoutSample.fetch(registry, layer, 0));
        }
        assertEquals(List.of(PluginReference.parse("a/b:1")), LAYOUTS.names(folder));
        assertEquals(List.of(), strays());
    }

    @Test
    void keepsWhatItHadWhenMoreComes() throws Exception {
        push("a/b:1", plugin);
        push("c/d:1", new SamplePlugin(2, 10));

        assertEquals(
                List.of(PluginReference.parse("a/b:1"), PluginReference.parse("c/d:1")),
                LAYOUTS.names(folder));
        assertEquals(
                plugin.manifest().manifest(), LayoutSample.resolve(registry, "a/b:1").manifest());
    }

    @Test
    void hasTheNewUnderANameThatIsPushedAgain() throws Exception {
        SamplePlugin newer = new SamplePlugin(2, 10);
        push("a/b:1", plugin);
        push("a/b:1", newer);

        assertEquals(List.of(PluginReference.parse("a/b:1")), LAYOUTS.names(folder));
        assertEquals(
                newer.manifest().manifest(), LayoutSample.resolve(registry, "a/b:1").manifest());
    }

    @Test
    void keepsWhatOthersWroteIntoItsIndex() throws Exception {
        push("a/b:1", plugin);
        Path index = folder.resolve("index.json");
        Files.writeString(
                index,
                Files.readString(index).replaceFirst("\\{", "{\"annotations\":{\"by\":\"hand\"},"));

        push("c/d:1", plugin);

        assertTrue(Files.readString(index).contains("\"by\":\"hand\""));
    }

    @Test
    void isNotWrittenAgainWhatItHas() throws Exception {
        push("a/b:1", plugin);
        Map<Descriptor, Long> told =
                new TreeMap<>(Comparator.comparing(blob -> blob.digest().hex()));

        registry.push(
                PluginReference.parse("a/b:2"),
                plugin.manifest(),
                blob -> {
                    throw new IOException("nothing of it should be read");
                },
                Optional.empty(),
                told::put);

        assertEquals(3, told.size());
        told.forEach((blob, sent) -> assertEquals(blob.size(), sent));
        assertEquals(2, LAYOUTS.names(folder).size());
    }

    @Test
    void losesNothingWhenManyWriteAtOnce() throws Exception {
        int writers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        CyclicBarrier start = new CyclicBarrier(writers);
        try {
            List<Future<?>> pushes = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String name = "a/plugin" + i;
                pushes.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    LayoutSample.push(LAYOUTS.at(folder), name, plugin);
                                    return null;
                                }));
            }
            for (Future<?> push : pushes) {
                push.get();
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(
                writers,
                LAYOUTS.names(folder).stream()
                        .map(PluginReference::familiarRepository)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(List.of(), strays());
    }

    @Test
    void hasNothingOfAPluginWhoseLayerIsNotWhatItsDigestSays() throws Exception {
        SamplePlugin simple = new SamplePlugin(3, 1000);

        assertThrows(
                PluginStorageException.class,
                () ->
                        registry.push(
                                PluginReference.parse("a/b"),
                                simple.manifest(),
                                blob -> new ByteArrayInputStream(new byte[1000]),
                                Optional.empty(),
                                (blob, sent) -> {}));

        assertEquals(List.of(), strays());
        assertFalse(Files.exists(folder.resolve(LayoutSample.file(simple.layer(0)))));
        assertFalse(Files.exists(folder.resolve("index.json")));
    }

    @Test
    void hasNothingOfAPushThatWasInterrupted() throws Exception {
        InputStream interrupting =
                new ByteArrayInputStream(plugin.bytes(plugin.layer(0))) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        Thread.currentThread().interrupt();
                        return super.read(buffer, offset, length);
                    }
                };

        assertThrows(
                InterruptedException.class,
                () ->
                        registry.push(
                                PluginReference.parse("a/b"),
                                plugin.manifest(),
                                blob -> interrupting,
                                Optional.empty(),
                                (blob, sent) -> {}));

        assertFalse(Thread.interrupted());
        assertEquals(List.of(), strays());
        assertFalse(Files.exists(folder.resolve("index.json")));
    }

    @Test
    void isSweptOfWhatAKilledPushLeft() throws Exception {
        Path old = Files.createFile(folder.resolve(FolderWriter.PREFIX + "old"));
        Path young = Files.createFile(folder.resolve(FolderWriter.PREFIX + "young"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        push("a/b", plugin);

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void isNotMadeWhereNothingIs() throws Exception {
        registry = LAYOUTS.at(folder.resolve("unmounted"));

        assertEquals(Reason.NOT_FOUND, refusal().reason());
        assertFalse(Files.exists(folder.resolve("unmounted")));
    }

    @Test
    void isNotMadeOfAFolderWithOtherThings() throws Exception {
        Files.createFile(folder.resolve("holiday.jpg"));

        assertTrue(refusal().getMessage().contains("not empty"));
        assertFalse(Files.exists(folder.resolve("oci-layout")));
    }

    @Test
    void thatCannotBeWrittenSaysWhy() throws Exception {
        Files.createFile(folder.resolve("oci-layout"));
        Files.createFile(folder.resolve("blobs"));

        RegistryException error = refusal();
        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("cannot be written"), error.getMessage());
    }

    @Test
    void isNotWrittenOverAnIndexThatIsDamaged() throws Exception {
        push("a/b:1", plugin);
        Files.writeString(folder.resolve("index.json"), "{\"manifests\":7}");

        assertEquals(Reason.CORRUPT, refusal().reason());
        assertEquals("{\"manifests\":7}", Files.readString(folder.resolve("index.json")));
    }

    @Test
    void holdsAPluginThatItIsMissingABlobOfAgainAfterAPush() throws Exception {
        push("a/b:1", plugin);
        Path blob = folder.resolve(LayoutSample.file(plugin.layer(0)));
        Files.write(blob, new byte[5]);

        push("a/b:1", plugin);

        assertArrayEquals(plugin.bytes(plugin.layer(0)), Files.readAllBytes(blob));
    }
}
