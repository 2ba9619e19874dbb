package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EarlyWritebackTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir Path folder;

    @Test
    void writesALargeFileToTheDiskAsItGrows() throws Exception {
        byte[] bytes = new byte[20 * MEGABYTE];
        new Random(1).nextBytes(bytes);
        Path path = folder.resolve("large");
        try (EarlyWriteback writeback = new EarlyWriteback();
                ObservedChannel file = new ObservedChannel(channel(path));
                OutputStream out = writeback.to(file)) {
            out.write(bytes, 0, 9 * MEGABYTE);
            file.awaitForce();
            out.write(bytes, 9 * MEGABYTE, 11 * MEGABYTE - 1);
            out.write(bytes[bytes.length - 1]);
        }
        assertArrayEquals(bytes, Files.readAllBytes(path));
    }

    @Test
    void leavesASmallFileToTheSyncAtTheEnd() throws Exception {
        try (EarlyWriteback writeback = new EarlyWriteback();
                ObservedChannel file = new ObservedChannel(channel(folder.resolve("small")));
                OutputStream out = writeback.to(file)) {
            out.write(new byte[MEGABYTE]);
            assertEquals(0, file.forces());
        }
    }

    /** The disk is what a test cannot make fail. */
    @Test
    void tellsTheWriterThatTheDiskFails() throws Exception {
        try (EarlyWriteback writeback = new EarlyWriteback();
                ObservedChannel file = new ObservedChannel(channel(folder.resolve("lost")));
                OutputStream out = writeback.to(file)) {
            file.failForces(new IOException("Input/output error"));
            out.write(new byte[9 * MEGABYTE]);
            file.awaitForce();
            IOException e = assertThrows(IOException.class, () -> writeUntilItFails(out));
            assertEquals("Input/output error", e.getMessage());
        }
    }

    @Test
    void takesAFileThatWasClosedForItsEnd() throws Exception {
        try (EarlyWriteback writeback = new EarlyWriteback()) {
            ObservedChannel first = new ObservedChannel(channel(folder.resolve("closed")));
            first.closeBeforeForces();
            try (OutputStream out = writeback.to(first)) {
                out.write(new byte[9 * MEGABYTE]);
                first.awaitForce();
            }
            try (OutputStream out = writeback.to(channel(folder.resolve("next")))) {
                out.write(new byte[9 * MEGABYTE]);
            }
        }
        assertEquals(9 * MEGABYTE, Files.size(folder.resolve("next")));
    }

    @Test
    void leavesAllToTheSyncAtTheEndOnceItIsClosed() throws Exception {
        EarlyWriteback writeback = new EarlyWriteback();
        try (ObservedChannel file = new ObservedChannel(channel(folder.resolve("late")));
                OutputStream out = writeback.to(file)) {
            writeback.close();
            out.write(new byte[9 * MEGABYTE]);
            out.write(new byte[9 * MEGABYTE]);
            assertEquals(0, file.forces());
        }
        assertEquals(18 * MEGABYTE, Files.size(folder.resolve("late")));
    }

    @Test
    void leavesNoThread() throws Exception {
        ObservedChannel file = new ObservedChannel(channel(folder.resolve("file")));
        try (EarlyWriteback writeback = new EarlyWriteback();
                OutputStream out = writeback.to(file)) {
            out.write(new byte[9 * MEGABYTE]);
            file.awaitForce();
        }
        Thread thread = file.forcedBy();
        assertEquals("berth-writeback", thread.getName());
        thread.join(30_000);
        assertTrue(!thread.isAlive(), "it lives");
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** The failure comes from another thread, after what was written meanwhile. */
    private static void writeUntilItFails(OutputStream out) throws IOException {
        while (true) {
            out.write(new byte[MEGABYTE]);
        }
    }
}
