package dev.berth.registry.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The {@code index.json} of a layout folder, to which several processes may write at once. */
final class FolderIndex {
    /** A file lock is the whole process's, so its threads have to take turns besides. */
    private static final ReentrantLock TURN = new ReentrantLock();

    /** A file that nobody opens but to lock it: closing any other stream of it would unlock it. */
    private static final String LOCK = ".index.lock";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final FolderWriter writer;
    private final LayoutLimits limits;

    FolderIndex(Path folder, FolderWriter writer, LayoutLimits limits) {
        this.folder = folder;
        this.writer = writer;
        this.limits = limits;
    }

    /**
     * Makes an empty folder a layout.
     *
     * @throws LayoutException if it holds something else
     */
    void create() throws IOException {
        Path marker = folder.resolve(LayoutFiles.MARKER);
        if (Files.exists(marker)) {
            return;
        }
        // Another writer may have made it a layout while this one looked around.
        if (!isEmpty() && !Files.exists(marker)) {
            throw new LayoutException(
                    Reason.REFUSED,
                    "is no OCI image layout, and not empty; give a folder of its own");
        }
        writer.write(marker, out -> out.write(LayoutDocuments.MARKER));
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> visible = Files.newDirectoryStream(folder, "[!.]*")) {
            return !visible.iterator().hasNext();
        }
    }

    /** Puts a manifest under a name, in the place of what had it. */
    void add(PluginReference name, Descriptor manifest) throws IOException {
        try {
            TURN.lockInterruptibly();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for a layout's index");
        }
        try (FileChannel lock =
                FileChannel.open(
                        folder.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            lock.lock();
            replace(name, manifest);
        } catch (FileLockInterruptionException e) {
            throw new InterruptedIOException("interrupted while waiting for a layout's index");
        } finally {
            TURN.unlock();
        }
    }

    private void replace(PluginReference name, Descriptor manifest) throws IOException {
        ImageLayout layout = ImageLayout.at(folder, limits);
        Optional<byte[]> bytes =
                layout.document(LayoutFiles.INDEX, limits.documents().manifestBytes());
        // Read as a layout's index first, so that nothing odd is taken over.
        List<Entry> entries = bytes.isEmpty() ? List.of() : layout.entries();
        ObjectNode index = bytes.isEmpty() ? LayoutDocuments.emptyIndex() : tree(bytes.get());
        ArrayNode manifests = index.withArray("manifests");
        Optional<PluginReference> whole = Optional.of(LayoutDocuments.nameOf(name));
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (LayoutName.of(entries.get(i)).reference().equals(whole)) {
                manifests.remove(i);
            }
        }
        manifests.add(LayoutDocuments.entry(name, manifest));
        writer.write(
                folder.resolve(LayoutFiles.INDEX), out -> out.write(LayoutDocuments.bytes(index)));
    }

    private static ObjectNode tree(byte[] bytes) throws IOException {
        JsonNode tree = JSON.readTree(bytes);
        if (tree instanceof ObjectNode index) {
            return index;
        }
        throw LayoutException.corrupt("has an index.json that is no index");
    }
}
