package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.core.testing.MemoryRegistry.Asked;
import dev.berth.core.testing.StallingStream;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull that broke off goes on where it was. */
class BlobDownloadTest {
    private static final String TEXT = "0123456789";

    @TempDir Path top;
    private ManagerHost host;
    private Descriptor layer;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        layer = host.registry.add("x", ManagerHost.CONFIG, TEXT).layers().get(0);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void fetchesOnlyWhatIsMissingAfterACancelledPull() throws Exception {
        breakOffAfter(4);
        assertEquals(List.of(), host.blobs());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of("sha256/" + layer.digest().hex()), host.parts());
        isInstalled(4);
    }

    @Test
    void fetchesOnlyWhatIsMissingAfterABrokenConnection() throws Exception {
        StallingStream stream = new StallingStream(TEXT.getBytes(), 7);
        host.registry.opening = (blob, bytes) -> stream;
        Operation<Plugin> pull = pull(ProgressListener.NONE);
        stream.awaitStalled();
        RegistryException away =
                new RegistryException(RegistryException.Reason.UNREACHABLE, "r", "x", "went away");
        stream.breakOff(new IOException(away));
        assertEquals(away, assertThrows(RegistryException.class, pull::await));
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        isInstalled(7);
    }

    @Test
    void showsProgressFromWhereItGoesOn() throws Exception {
        breakOffAfter(4);
        StallingStream stream = new StallingStream(TEXT.substring(4).getBytes(), 0);
        host.registry.opening = (blob, bytes) -> stream;
        BlockingQueue<Progress> shown = new LinkedBlockingQueue<>();
        Operation<Plugin> pull =
                pull(
                        progress -> {
                            if (progress.phase() == Progress.Phase.DOWNLOADING) {
                                shown.add(progress);
                            }
                        });
        assertEquals(4, shown.take().current());
        stream.goOn();
        assertEquals(10, shown.take().current());
        pull.await();
    }

    @Test
    void fetchesAllOnceMoreWhenWhatWasHereIsWrong() throws Exception {
        breakOffAfter(4);
        write("abcd");
        isInstalled(4, 0);
    }

    @Test
    void fetchesAllOnceMoreWhenTheRegistrySaysThatItCannotBeContinued() throws Exception {
        breakOffAfter(4);
        host.registry.opening =
                (blob, bytes) -> {
                    if (bytes.length < TEXT.length()) {
                        throw new RegistryException(
                                RegistryException.Reason.CORRUPT, "r", "x", "another blob");
                    }
                    return new ByteArrayInputStream(bytes);
                };
        pull(ProgressListener.NONE).await();
        assertEquals(List.of(4L, 0L), offsets());
        assertEquals(List.of(), host.parts());
    }

    @Test
    void fetchesTheWholeWhereTheRestIsRefused() throws Exception {
        breakOffAfter(4);
        host.registry.opening =
                (blob, bytes) -> {
                    if (bytes.length < TEXT.length()) {
                        throw refused();
                    }
                    return new ByteArrayInputStream(bytes);
                };
        pull(ProgressListener.NONE).await();
        assertEquals(List.of(4L, 0L), offsets());
        assertEquals(List.of(), host.parts());
    }

    @Test
    void keepsWhatCameWhereTheWholeIsRefusedToo() throws Exception {
        breakOffAfter(4);
        host.registry.opening =
                (blob, bytes) -> {
                    throw refused();
                };
        assertThrows(RegistryException.class, () -> pull(ProgressListener.NONE).await());
        assertEquals(List.of(4L, 0L), offsets());
        isInstalled(4);
    }

    private static RegistryException refused() {
        return new RegistryException(RegistryException.Reason.REFUSED, "r", "x", "no");
    }

    @Test
    void givesUpWhenTheBlobIsWrongFromItsBeginning() throws Exception {
        breakOffAfter(4);
        write("abcd");
        host.registry.opening =
                (blob, bytes) -> new ByteArrayInputStream("x".repeat(bytes.length).getBytes());
        assertThrows(Exception.class, () -> pull(ProgressListener.NONE).await());
        assertEquals(List.of(4L, 0L), offsets());
        assertEquals(List.of(), host.parts());
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void keepsWhatCameWhenTheRegistryIsAwayNow() throws Exception {
        breakOffAfter(4);
        host.registry.opening =
                (blob, bytes) -> {
                    throw new RegistryException(
                            RegistryException.Reason.UNREACHABLE, "r", "x", "away");
                };
        assertThrows(RegistryException.class, () -> pull(ProgressListener.NONE).await());
        isInstalled(4);
    }

    @Test
    void asksForNothingWhenAllIsHereAndRight() throws Exception {
        breakOffAfter(4);
        write(TEXT);
        isInstalled();
    }

    @Test
    void fetchesAllWhenAsMuchIsHereAndItIsWrong() throws Exception {
        breakOffAfter(4);
        write("x".repeat(TEXT.length()));
        isInstalled(0);
    }

    @Test
    void fetchesAllWhenMoreIsHereThanTheBlobHas() throws Exception {
        breakOffAfter(4);
        write(TEXT + "x");
        isInstalled(0);
    }

    /** Leaves the first bytes, and forgets what was asked for. */
    private void breakOffAfter(int bytes) throws Exception {
        StallingStream stream = new StallingStream(TEXT.getBytes(), bytes);
        host.registry.opening = (blob, all) -> stream;
        Operation<Plugin> pull = pull(ProgressListener.NONE);
        stream.awaitStalled();
        pull.cancel();
        assertThrows(OperationCancelledException.class, pull::await);
        host.registry.asked.clear();
    }

    private void write(String text) throws IOException {
        Files.writeString(host.root().resolve("parts").resolve(host.parts().get(0)), text);
    }

    private void isInstalled(long... offsets) throws Exception {
        host.registry.opening = (blob, bytes) -> new ByteArrayInputStream(bytes);
        host.registry.asked.clear();
        Plugin plugin = pull(ProgressListener.NONE).await();
        assertEquals(java.util.Arrays.stream(offsets).boxed().toList(), offsets());
        Path rootfs = host.root().resolve("plugins").resolve(plugin.id()).resolve("rootfs");
        assertEquals(TEXT, Files.readString(rootfs.resolve(layer.digest().hex().substring(0, 12))));
        assertEquals(List.of(), host.parts());
        assertEquals(3, host.blobs().size());
    }

    private List<Long> offsets() {
        return new CopyOnWriteArrayList<>(host.registry.asked).stream().map(Asked::offset).toList();
    }

    private Operation<Plugin> pull(ProgressListener progress) {
        return host.manager.install(ManagerHost.request("x"), progress);
    }
}
