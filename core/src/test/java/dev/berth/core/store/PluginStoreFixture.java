package dev.berth.core.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.core.testing.CallerThreadExecutor;
import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder of its own, for the tests of this package. */
abstract class PluginStoreFixture {
    static final PartLimits LIMITS = new PartLimits(Duration.ofDays(7), 10_000_000_000L);

    @TempDir Path top;
    final RecordingLog log = new RecordingLog();
    PluginStore store;

    Path root() {
        return top.resolve("root");
    }

    List<StoredPlugin> open() {
        if (store != null) {
            store.close();
        }
        store =
                PluginStore.open(
                        root(),
                        () -> LIMITS,
                        FileSystemSync.COMMAND,
                        new CallerThreadExecutor(),
                        log.logger());
        return store.load();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    static String id(int number) {
        return "%064x".formatted(number);
    }

    /** Puts a plugin in, as an install does. */
    PluginDocument add(PluginStore store, int number, String... content) throws Exception {
        PluginDocument document = document(store, number, content);
        store.blobs().hold(document.digests());
        put(store, document.manifest(), "manifest " + number);
        put(store, document.config(), config(number));
        for (int i = 0; i < content.length; i++) {
            put(store, document.layers().get(i), content[i]);
        }
        try (StagedRootfs staging = store.stage(document.id())) {
            Files.writeString(staging.rootfs().resolve("file"), "of " + number);
            store.prepare(staging, document);
            store.commit(staging);
        }
        return document;
    }

    static PluginDocument document(PluginStore store, int number, String... content) {
        return PluginDocument.fresh(
                        id(number),
                        "p" + number + ":latest",
                        null,
                        descriptor("manifest " + number),
                        descriptor(config(number)),
                        Stream.of(content).map(PluginStoreFixture::descriptor).toList())
                .withLimits(1000, 0);
    }

    /** Returns a plugin's version as it is in another root filesystem. */
    static StoredVersion unpackedTo(String rootfs, PluginDocument document) {
        return new StoredVersion(
                rootfs,
                document.source(),
                document.index(),
                document.manifest(),
                document.config(),
                document.layers(),
                document.attached());
    }

    private static String config(int number) {
        return "{\"description\":\"" + number + "\"}";
    }

    static Descriptor descriptor(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Descriptor.of("application/x", Digest.sha256(bytes), bytes.length);
    }

    static void put(PluginStore store, Descriptor blob, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.blobs().put(blob, bytes);
    }

    Path folder(int number) {
        return root().resolve("plugins").resolve(id(number));
    }

    /** Changes the document of a plugin behind the store's back. */
    void change(int number, Consumer<ObjectNode> change) throws IOException {
        Path file = folder(number).resolve("plugin.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        change.accept(json);
        Files.writeString(file, json.toString());
    }

    List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    boolean has(Descriptor blob) {
        return store.blobs().has(blob);
    }
}
