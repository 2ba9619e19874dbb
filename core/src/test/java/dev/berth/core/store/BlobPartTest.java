package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlobPartTest extends PluginStoreFixture {
    private static final String TEXT = "ten bytes!";
    private static final Descriptor BLOB = descriptor(TEXT);

    @BeforeEach
    void start() {
        open();
    }

    @Test
    void isContinuedByAnotherEngineAndIsThenABlob() throws Exception {
        came(BLOB, "ten ");
        open();
        store.blobs().hold(List.of(BLOB.digest()));
        List<Long> progress = new ArrayList<>();
        try (BlobPart part = store.blobs().resume(BLOB)) {
            assertEquals(4, part.size());
            part.append(stream("bytes!"), progress::add);
            part.commit();
        }
        assertEquals(List.of(10L), progress);
        assertEquals(TEXT, new String(store.blobs().read(BLOB), StandardCharsets.UTF_8));
        assertEquals(List.of(), files("parts"));
    }

    @Test
    void isNoBlobBeforeItIsWhole() throws Exception {
        try (BlobPart part = store.blobs().resume(BLOB)) {
            part.append(stream("ten "), done -> {});
            assertThrows(BlobMismatchException.class, part::commit);
            assertFalse(part.isFull());
        }
        assertFalse(has(BLOB));
        assertEquals(1, files("parts").size());
    }

    @Test
    void isBelievedNothingWhenItIsAsLargeAsTheBlob() throws Exception {
        came(BLOB, "TEN BYTES!");
        try (BlobPart part = store.blobs().resume(BLOB)) {
            assertTrue(part.isFull());
            BlobMismatchException wrong = assertThrows(BlobMismatchException.class, part::commit);
            assertTrue(wrong.getMessage().contains("was promised"), wrong.getMessage());
            part.restart();
            part.append(stream(TEXT), done -> {});
            part.commit();
        }
        assertTrue(has(BLOB));
    }

    @Test
    void isDamagedOnDiskAndThereforeNoBlob() throws Exception {
        came(BLOB, "ten ");
        Files.write(part(BLOB), new byte[4]);
        try (BlobPart part = store.blobs().resume(BLOB)) {
            part.append(stream("bytes!"), done -> {});
            assertThrows(BlobMismatchException.class, part::commit);
        }
        assertFalse(has(BLOB));
    }

    @Test
    void isBegunAnewWhenItIsLargerThanTheBlob() throws Exception {
        came(BLOB, "ten ");
        Files.writeString(part(BLOB), TEXT + TEXT);
        try (BlobPart part = store.blobs().resume(BLOB)) {
            assertEquals(0, part.size());
        }
        assertEquals(List.of(), files("parts"));
    }

    @Test
    void takesNoMoreThanTheBlobHas() throws Exception {
        try (BlobPart part = store.blobs().resume(BLOB)) {
            assertThrows(
                    BlobMismatchException.class, () -> part.append(stream(TEXT + "!"), done -> {}));
        }
        assertEquals(List.of(), files("parts"));
    }

    @Test
    void leavesNoFileWhenNothingCame() throws Exception {
        store.blobs().resume(BLOB).close();
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> store.blobs().resume(BLOB));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), files("parts"));
    }

    @Test
    void hasOneWriterAtATime() throws Exception {
        BlobPart part = store.blobs().resume(BLOB);
        assertThrows(IllegalStateException.class, () -> store.blobs().resume(BLOB));
        part.close();
        store.blobs().resume(BLOB).close();
    }

    @Test
    void goesWhenItsBlobComesAnotherWay() throws Exception {
        came(BLOB, "ten ");
        put(store, BLOB, TEXT);
        assertEquals(List.of(), files("parts"));
    }

    @Test
    void isSweptAtTheStartWhenItIsOld() throws Exception {
        Descriptor other = descriptor("other bytes");
        came(BLOB, "ten ");
        came(other, "other");
        age(BLOB, Duration.ofDays(8));
        age(other, Duration.ofDays(6));
        open();
        assertEquals(List.of(other.digest().hex()), files("parts"));
    }

    @Test
    void isKeptNotAtAllWhenNoneIsToBe() throws Exception {
        open(new PartLimits(Duration.ZERO, 1000));
        came(BLOB, "ten ");
        assertEquals(List.of(), files("parts"));
    }

    @Test
    void givesWayWhenAllTogetherAreTooLargeTheOldestFirst() throws Exception {
        open(new PartLimits(Duration.ofDays(1), 12));
        List<Descriptor> blobs =
                List.of(descriptor("first !"), descriptor("second!"), descriptor("third !"));
        for (int i = 0; i < 2; i++) {
            came(blobs.get(i), "12345");
            age(blobs.get(i), Duration.ofHours(2 - i));
        }
        assertEquals(2, files("parts").size());
        came(blobs.get(2), "12345");
        assertFalse(Files.exists(part(blobs.get(0))));
        assertTrue(Files.exists(part(blobs.get(1))));
        assertTrue(Files.exists(part(blobs.get(2))));
    }

    @Test
    void isNeverSweptWhileItIsWritten() throws Exception {
        open(new PartLimits(Duration.ofDays(1), 5));
        Descriptor other = descriptor("other bytes");
        try (BlobPart part = store.blobs().resume(BLOB)) {
            part.append(stream("ten byt"), done -> {});
            age(BLOB, Duration.ofDays(2));
            came(other, "o");
            part.append(stream("es!"), done -> {});
            part.commit();
        }
        assertTrue(has(BLOB));
    }

    private void open(PartLimits limits) {
        store.close();
        store = PluginStore.open(root(), () -> limits, log.logger());
    }

    private void came(Descriptor blob, String text) throws IOException {
        try (BlobPart part = store.blobs().resume(blob)) {
            part.append(stream(text), done -> {});
        }
    }

    private void age(Descriptor blob, Duration age) throws IOException {
        Files.setLastModifiedTime(part(blob), FileTime.from(Instant.now().minus(age)));
    }

    private Path part(Descriptor blob) {
        return root().resolve("parts/sha256").resolve(blob.digest().hex());
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
