package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was removed is gone before it is deleted. */
class RemovedFilesTest extends PluginStoreFixture {
    private final ExecutorService deletions = RemovedFiles.thread();
    private final CountDownLatch free = new CountDownLatch(1);

    /** Opens the store with a deletion under way that does not end before it is let. */
    private void openBusy() {
        open();
        store.close();
        deletions.execute(
                () -> {
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        store =
                PluginStore.open(
                        root(), () -> LIMITS, FileSystemSync.COMMAND, deletions, log.logger());
        assertEquals(List.of(), store.load());
    }

    @AfterEach
    void letGo() {
        free.countDown();
    }

    @Test
    void aRemovalDoesNotWaitForTheDeletion() throws Exception {
        openBusy();
        PluginDocument one = add(store, 1, "layer 1");
        store.remove(one);
        assertEquals(List.of(), files("plugins"));
        assertEquals(List.of(), files("content/blobs"));
        assertFalse(files("tmp").isEmpty(), "still to be deleted");
        free.countDown();
        store.close();
        assertEquals(List.of(), files("tmp"), "an orderly stop waits for it");
    }

    @Test
    void theSamePluginComesAgainBeforeTheDeletion() throws Exception {
        openBusy();
        for (int i = 0; i < 3; i++) {
            PluginDocument one = add(store, 1, "layer 1");
            assertTrue(has(one.layers().get(0)));
            store.remove(one);
        }
        PluginDocument two = add(store, 2, "layer 1");
        free.countDown();
        store.close();
        assertEquals(List.of(), files("tmp"));
        assertEquals(List.of(two), open().stream().map(StoredPlugin::document).toList());
        assertTrue(has(two.layers().get(0)));
    }

    @Test
    void whatIsLeftIsDeletedByTheNextStart() throws Exception {
        openBusy();
        store.remove(add(store, 1, "layer 1"));
        deletions.shutdownNow();
        assertFalse(files("tmp").isEmpty());
        assertEquals(List.of(), open());
        assertEquals(List.of(), files("tmp"));
    }

    @Test
    void moreThanFitInLineAreDeletedByWhoRemovesThem() throws Exception {
        openBusy();
        String[] layers =
                IntStream.range(0, 120).mapToObj(n -> "layer " + n).toArray(String[]::new);
        PluginDocument one = add(store, 1, layers);
        store.remove(one);
        assertEquals(List.of(), files("content/blobs"));
        assertEquals(100, Files.list(root().resolve("tmp")).count());
        free.countDown();
        store.close();
        assertEquals(List.of(), files("tmp"));
    }

    @Test
    void isDeletedByWhoRemovesItWhereNoThreadCanBeStarted() throws Exception {
        ExecutorService none =
                Executors.newSingleThreadExecutor(
                        task -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        });
        store = PluginStore.open(root(), () -> LIMITS, FileSystemSync.COMMAND, none, log.logger());
        store.load();
        store.remove(add(store, 1, "layer 1"));
        assertEquals(List.of(), files("plugins"));
        assertEquals(List.of(), files("tmp"));
        store.close();
    }
}
