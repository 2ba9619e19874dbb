package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.StallingStream;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.shared.content.BulkFilterStream;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A layer is unpacked while it is downloaded, or when it is whole. */
@Timeout(60)
class LayersOnTheirWayTest {
    private static final String TEXT = "0123456789";

    @TempDir Path top;
    private ManagerHost host;
    private Descriptor layer;
    private final StallingStream coming = new StallingStream(TEXT.getBytes(), 4);
    private final BlockingQueue<Integer> read = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        layer = host.registry.add("x", ManagerHost.CONFIG, TEXT).layers().get(0);
        host.registry.opening = (blob, bytes) -> coming;
        host.runtime.reading = ToldStream::new;
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isReadAsItComesAndToldAfterItHasCome() throws Exception {
        List<Progress.Phase> phases = new CopyOnWriteArrayList<>();
        Operation<Plugin> pull = pull(progress -> phases.add(progress.phase()));
        assertEquals(4, next());
        assertFalse(pull.isDone());
        coming.goOn();
        isWhole(pull.await());
        assertEquals(
                List.of(
                        Progress.Phase.DOWNLOADED,
                        Progress.Phase.EXTRACTING,
                        Progress.Phase.COMPLETE),
                phases.subList(phases.size() - 3, phases.size()));
    }

    @Test
    void failsByTheReasonOfItsDownload() throws Exception {
        Operation<Plugin> pull = pull(ProgressListener.NONE);
        assertEquals(4, next());
        RegistryException away =
                new RegistryException(RegistryException.Reason.UNREACHABLE, "r", "x", "went away");
        coming.breakOff(new IOException(away));
        assertSame(away, assertThrows(RegistryException.class, pull::await));
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(1, host.parts().size(), "the next pull goes on there");
    }

    @Test
    void thatIsNotWhatItShouldBeHasNoEnd() throws Exception {
        host.registry.opening = (blob, bytes) -> new ByteArrayInputStream("012345678X".getBytes());
        RegistryException wrong =
                assertThrows(RegistryException.class, () -> pull(ProgressListener.NONE).await());
        assertTrue(wrong.getMessage().contains("was promised"), wrong.getMessage());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(), host.parts());
        assertFalse(read.contains(-1), "its end was read");
    }

    @Test
    void thatCannotBeUnpackedIsToldOfWhenItIsWhole() throws Exception {
        host.runtime.reading =
                bytes -> {
                    throw new PluginRuntimeException("it is odd", null);
                };
        Operation<Plugin> pull = pull(ProgressListener.NONE);
        coming.awaitStalled();
        assertFalse(pull.isDone());
        coming.goOn();
        PluginRuntimeException odd = assertThrows(PluginRuntimeException.class, pull::await);
        assertEquals("it is odd", odd.getMessage());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(), host.parts());
    }

    @Test
    void isLeftAloneWhenItIsCancelled() throws Exception {
        Operation<Plugin> pull = pull(ProgressListener.NONE);
        assertEquals(4, next());
        pull.cancel();
        assertThrows(OperationCancelledException.class, pull::await);
        assertEquals(List.of(), host.tree("tmp"));
    }

    @Test
    void thatIsContinuedIsReadWhenItIsWhole() throws Exception {
        Operation<Plugin> first = pull(ProgressListener.NONE);
        assertEquals(4, next());
        first.cancel();
        assertThrows(OperationCancelledException.class, first::await);
        read.clear();
        StallingStream rest = new StallingStream(TEXT.substring(4).getBytes(), 2);
        host.registry.opening = (blob, bytes) -> rest;
        Operation<Plugin> second = pull(ProgressListener.NONE);
        rest.awaitStalled();
        assertEquals(0, read.size());
        rest.goOn();
        isWhole(second.await());
    }

    @Test
    void thatAnotherInstallDownloadsIsReadWhenItIsWhole() throws Exception {
        Operation<Plugin> first = pull(ProgressListener.NONE);
        assertEquals(4, next());
        host.registry.add("y", ManagerHost.CONFIG, TEXT);
        BlockingQueue<Long> shown = new LinkedBlockingQueue<>();
        Operation<Plugin> second =
                host.manager.install(
                        ManagerHost.request("y"),
                        progress -> {
                            if (progress.phase() == Progress.Phase.DOWNLOADING) {
                                shown.add(progress.current());
                            }
                        });
        assertEquals(4, shown.poll(20, TimeUnit.SECONDS));
        host.registry.opening =
                (blob, bytes) -> new ByteArrayInputStream(TEXT.substring(4).getBytes());
        first.cancel();
        assertThrows(OperationCancelledException.class, first::await);
        isWhole(second.await());
    }

    @Test
    void isGivenWholeToARuntimeThatKnowsNoOther() throws Exception {
        host.runtime.streams = false;
        coming.goOn();
        isWhole(pull(ProgressListener.NONE).await());
        assertEquals(0, read.size());
    }

    private void isWhole(Plugin plugin) throws IOException {
        Path file =
                Path.of("plugins", plugin.id(), "rootfs", layer.digest().hex().substring(0, 12));
        assertEquals(TEXT, Files.readString(host.root().resolve(file)));
        assertEquals(List.of(), host.parts());
    }

    private Operation<Plugin> pull(ProgressListener progress) {
        return host.manager.install(ManagerHost.request("x"), progress);
    }

    private int next() throws InterruptedException {
        Integer next = read.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("it is not read");
        }
        return next;
    }

    /** Tells how many bytes each read has brought. */
    private final class ToldStream extends BulkFilterStream {
        ToldStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            int count = in.read(to, at, length);
            read.add(count);
            return count;
        }
    }
}
