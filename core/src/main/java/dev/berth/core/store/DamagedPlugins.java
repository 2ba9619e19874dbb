package dev.berth.core.store;

import dev.berth.plugin.error.PluginStorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * Folders of plugins that are none. One whose document cannot be read is set aside in {@code
 * damaged}, for an operator to mend. One whose document is not there is lost: nothing else has its
 * name, and it is discarded when its process and mounts have ended.
 */
final class DamagedPlugins {
    private static final String ID = "[0-9a-f]{64}";

    private final RootLayout layout;
    private final DurableFiles files;
    private final RemovedFiles removed;
    private final Logger log;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    DamagedPlugins(RootLayout layout, DurableFiles files, RemovedFiles removed, Logger log) {
        this.layout = layout;
        this.files = files;
        this.removed = removed;
        this.log = log;
    }

    /** Returns whether a folder is a plugin's without its document, which is told then. */
    boolean isLost(Path folder) {
        String id = folder.getFileName().toString();
        if (!id.matches(ID)
                || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !PluginDocumentFiles.isMissing(folder)) {
            return false;
        }
        log.error(
                "plugin {} has no plugin.json any more, and with it no name and no settings: its"
                        + " process is ended and {} is deleted; install it again",
                id,
                folder);
        return lost.add(id);
    }

    /** Returns the IDs of plugins that are lost and not yet discarded. */
    Set<String> lost() {
        return Set.copyOf(lost);
    }

    /** Deletes a lost plugin, below which nothing may be mounted, but for the files it had made. */
    void discard(String id) {
        Path folder = layout.plugins().resolve(id);
        keepData(id, folder.resolve(RootLayout.PROPAGATED_MOUNT));
        removed.remove(folder);
        lost.remove(id);
    }

    private void keepData(String id, Path data) {
        if (Files.notExists(data, LinkOption.NOFOLLOW_LINKS) || isEmptyFolder(data)) {
            return;
        }
        Path place = layout.freePlaceFor(id);
        move(data, place.resolve(data.getFileName()), "its plugin.json was missing");
        log.warn("the files that plugin {} had made are kept in {}", id, place);
    }

    private static boolean isEmptyFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Moves a plugin that cannot be read to {@code damaged}; never throws, so that the engine
     * starts.
     */
    void setAside(Path folder, Exception reason) {
        String id = folder.getFileName().toString();
        Path place = layout.freePlaceFor(id);
        log.error(
                "plugin {} cannot be read and is set aside in {}: {}",
                id,
                place,
                reason.getMessage());
        try {
            move(folder, place, reason.getMessage());
        } catch (PluginStorageException e) {
            log.error("plugin {} cannot be set aside in {}: {}", id, place, e.getMessage());
        }
    }

    private void move(Path folder, Path place, String reason) {
        Path top = layout.damaged().resolve(layout.damaged().relativize(place).getName(0));
        try {
            Files.createDirectories(place.getParent());
            files.rename(folder, place);
            Files.writeString(top.resolveSibling(top.getFileName() + ".reason.txt"), reason + "\n");
        } catch (IOException e) {
            throw DurableFiles.failure("make", place, e);
        }
    }

    /**
     * Returns whether content may be what mends a plugin that was set aside; of one without a
     * document nobody knows which.
     */
    boolean needContent() {
        try (Stream<Path> places = Files.list(layout.damaged())) {
            return places.anyMatch(
                    place -> Files.isDirectory(place) && !PluginDocumentFiles.isMissing(place));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Returns the folders with what is there of an ID that is no plugin's: where a plugin lies that
     * can be neither read nor moved, and those that were set aside.
     */
    List<Path> remains(String id) {
        List<Path> found = new ArrayList<>();
        if (!id.matches(ID)) {
            return found;
        }
        for (int n = 1; ; n++) {
            Path place = layout.damaged().resolve(n == 1 ? id : id + "-" + n);
            if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
                break;
            }
            found.add(place);
        }
        Path folder = layout.plugins().resolve(id);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            found.add(folder);
        }
        return found;
    }
}
