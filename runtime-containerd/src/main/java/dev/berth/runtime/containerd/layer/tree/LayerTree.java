package dev.berth.runtime.containerd.layer.tree;

import dev.berth.shared.file.EarlyWriteback;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Applies a layer to a root filesystem, entry by entry. What becomes of each is what containerd's
 * {@code archive.Apply} makes of it, and the entries that need containerd are left to it.
 */
public final class LayerTree implements AutoCloseable {
    /** Each takes containerd about 10 ms. */
    private static final int MOST_REMAINDERS = 1000;

    private final RootDirectory root;
    private final EarlyWriteback writeback = new EarlyWriteback();
    private final EntryMaker maker;
    private final LocationSet made = new LocationSet();
    private final Whiteouts whiteouts;
    private final Remainder remainder;
    private final Map<String, FileTime> folderTimes = new LinkedHashMap<>();
    private final List<String> way = new ArrayList<>();
    private final NameCheck names;
    private long heldBytes;
    private int remainders;

    /** Checks the bytes of all names that are held in memory. */
    public interface NameCheck {
        /**
         * Passes if names of so many bytes may be held.
         *
         * @throws IOException if not
         */
        void check(long bytes) throws IOException;
    }

    /**
     * @param rootfs in a folder that has room for what is left over
     */
    public LayerTree(Path rootfs, EntryApplier applier, NameCheck names) {
        root = new RootDirectory(rootfs);
        maker = new EntryMaker(root, writeback);
        whiteouts = new Whiteouts(root, made);
        remainder = new Remainder(rootfs.toAbsolutePath().getParent(), applier, this::hold);
        this.names = names;
    }

    private void hold(String name) throws IOException {
        heldBytes += name.length();
        names.check(heldBytes);
    }

    /** Applies the next entry, whose content is read. */
    public void add(TarEntry entry, TarReader content) throws IOException, InterruptedException {
        String name = FileNames.clean(entry.name());
        if (name.isEmpty()) {
            // The root itself is not the layer's to change.
            return;
        }
        try {
            apply(name, entry, content);
        } catch (FileSystemException e) {
            throw new IOException(
                    "its entry %s cannot be made: %s"
                            .formatted(PrintableText.shortened(entry.name()), reason(e)),
                    e);
        } catch (InvalidPathException e) {
            throw new IOException("it has a name that no file can have", e);
        }
    }

    private void apply(String name, TarEntry entry, TarReader content)
            throws IOException, InterruptedException {
        way.clear();
        boolean isPlain = PlainEntries.isPlain(entry);
        String folder = FileNames.parent(name);
        if (!isPlain || !remainder.isEmpty() || !root.isKnown(folder)) {
            folder = root.resolve(folder, way::add);
        }
        String location = FileNames.join(folder, FileNames.last(name));
        if (Whiteouts.isOpaque(FileNames.last(name))) {
            opaque(folder);
        } else if (Whiteouts.isWhiteout(FileNames.last(name))) {
            whiteout(folder, location, entry, content);
        } else {
            make(isPlain, folder, location, entry, content);
            made.add(location);
        }
    }

    /** containerd would take away what was made here, so it does its part first. */
    private void opaque(String folder) throws IOException, InterruptedException {
        if (remainder.visits(folder) || remainder.makesOneOf(way)) {
            applyRemainder();
        }
        root.requireFolder(folder);
        whiteouts.empty(folder);
    }

    private void whiteout(String folder, String location, TarEntry entry, TarReader content)
            throws IOException {
        String target = Whiteouts.target(location);
        if (remainder.visits(target) || remainder.makesOneOf(way)) {
            remainder.add(entry, content, target, way);
        } else {
            root.requireFolder(folder);
            root.remove(target);
        }
    }

    private void make(
            boolean isPlain, String folder, String location, TarEntry entry, TarReader content)
            throws IOException {
        String target = entry.isHardLink() ? target(entry.link()) : "";
        if (entry.isFolder()) {
            hold(location);
            folderTimes.put(location, FileFacts.modified(entry));
        }
        boolean isNode = entry.isHardLink() && maker.isNode(target);
        if (!isPlain || isNode || isDependent(location, entry)) {
            if (way.isEmpty()) {
                root.resolve(folder, way::add);
            }
            remainder.add(entry, content, location, way);
            return;
        }
        root.requireFolder(folder);
        if (entry.isFolder()) {
            maker.folder(location, entry);
        } else if (entry.isSymbolicLink()) {
            maker.symbolicLink(location, entry);
        } else if (entry.isHardLink()) {
            maker.hardLink(location, target, entry);
        } else {
            maker.file(location, entry, content);
        }
    }

    /** A hard link's target; its last part is not followed. */
    private String target(String link) throws IOException {
        String folder = root.resolve(FileNames.parent(link), way::add);
        String last = FileNames.last(link);
        if (last.equals("..")) {
            return FileNames.parent(folder);
        }
        String target = last.isEmpty() || last.equals(".") ? folder : FileNames.join(folder, last);
        way.add(target);
        return target;
    }

    private boolean isDependent(String location, TarEntry entry) throws IOException {
        if (remainder.makesOneOf(way) || remainder.makesOneOf(List.of(location))) {
            return true;
        }
        return remainder.visits(location) && !(entry.isFolder() && root.isFolder(location));
    }

    /** Ends the layer: makes what was left over, and sets the times of the folders. */
    public void finish() throws IOException, InterruptedException {
        if (!remainder.isEmpty()) {
            applyRemainder();
        }
        for (Map.Entry<String, FileTime> folder : folderTimes.entrySet()) {
            if (root.isFolder(folder.getKey())) {
                FileFacts.modified(root.path(folder.getKey()), folder.getValue());
            }
        }
    }

    private void applyRemainder() throws IOException, InterruptedException {
        if (++remainders > MOST_REMAINDERS) {
            throw new IOException("its opaque whiteouts come between too many nodes");
        }
        remainder.apply();
        root.forget();
    }

    private static String reason(FileSystemException e) {
        if (e.getReason() != null) {
            return e.getReason().substring(0, 1).toLowerCase(Locale.ROOT)
                    + e.getReason().substring(1);
        } else if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        return e instanceof FileAlreadyExistsException ? "file exists" : "input/output error";
    }

    @Override
    public void close() throws IOException {
        try (writeback) {
            remainder.close();
        }
    }
}
