package dev.berth.example.volumeplugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The volumes, each a folder that outlives the plugin, and who uses them now. One call at a time:
 * counting a use and mounting for it are one step.
 */
final class Volumes implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final Path folder;
    private final BindMounts mounts;
    private final Map<String, SortedSet<String>> users = new HashMap<>();

    Volumes(Path folder, BindMounts mounts) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.mounts = mounts;
        mounts.undoLeftovers();
    }

    /** Makes a volume; one that exists stays as it is. */
    synchronized void create(String name, Map<String, String> options) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a volume: use letters, digits, _ . -".formatted(name));
        }
        VolumeFolder volume = new VolumeFolder(folder.resolve(name));
        if (!volume.exists()) {
            volume.create(options);
        }
    }

    synchronized void remove(String name) throws IOException {
        VolumeState volume = find(name);
        if (!volume.users().isEmpty()) {
            throw new IOException("volume %s is used by %s".formatted(name, volume.users()));
        }
        new VolumeFolder(folder.resolve(name)).delete();
    }

    /** Adds a use and returns where the volume is; the first use mounts it. */
    synchronized Path mount(String name, String user) throws IOException {
        find(name);
        SortedSet<String> ids = users.getOrDefault(name, new TreeSet<>());
        if (ids.isEmpty()) {
            mounts.bind(new VolumeFolder(folder.resolve(name)).data(), name);
        }
        ids.add(user);
        users.put(name, ids);
        return mounts.mountpoint(name);
    }

    /** Ends a use; the last one's end undoes the mount. */
    synchronized void unmount(String name, String user) throws IOException {
        find(name);
        SortedSet<String> ids = users.getOrDefault(name, new TreeSet<>());
        if (ids.contains(user) && ids.size() == 1) {
            mounts.undo(name);
        }
        ids.remove(user);
    }

    synchronized VolumeState find(String name) throws IOException {
        VolumeFolder volume = new VolumeFolder(folder.resolve(name));
        if (!NAME.matcher(name).matches() || !volume.exists()) {
            throw new IOException("there is no volume " + name);
        }
        SortedSet<String> ids = new TreeSet<>(users.getOrDefault(name, new TreeSet<>()));
        Optional<Path> mountpoint =
                Optional.of(mounts.mountpoint(name)).filter(path -> !ids.isEmpty());
        return volume.read(mountpoint, ids);
    }

    synchronized List<VolumeState> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path each : folders) {
                if (new VolumeFolder(each).exists()) {
                    names.add(each.getFileName().toString());
                }
            }
        }
        names.sort(null);
        List<VolumeState> volumes = new ArrayList<>();
        for (String name : names) {
            volumes.add(find(name));
        }
        return volumes;
    }

    /** Undoes every mount. */
    @Override
    public synchronized void close() {
        users.clear();
        mounts.undoLeftovers();
    }
}
