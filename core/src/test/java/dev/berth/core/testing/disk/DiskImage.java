package dev.berth.core.testing.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is on a disk: names, and the content of files. Folders have the number -1. */
public final class DiskImage {
    private static final int FOLDER = -1;

    private final TreeMap<String, Integer> names = new TreeMap<>();
    private final Map<Integer, byte[]> contents = new HashMap<>();

    /** Reads what is below a folder. */
    public static DiskImage read(Path root) throws IOException {
        DiskImage image = new DiskImage();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(path -> !path.equals(root)).toList()) {
                boolean folder = Files.isDirectory(path);
                int file = folder ? FOLDER : image.contents.size();
                image.names.put(root.relativize(path).toString(), file);
                if (!folder) {
                    image.contents.put(file, Files.readAllBytes(path));
                }
            }
        }
        return image;
    }

    DiskImage copy() {
        DiskImage copy = new DiskImage();
        copy.names.putAll(names);
        copy.contents.putAll(contents);
        return copy;
    }

    int file(String name) {
        return names.get(name);
    }

    /** Returns the content of each file by its number, also of those that have no name any more. */
    Map<Integer, byte[]> files() {
        return contents;
    }

    /** Returns the content of all files under some folders, by name; that of a folder is empty. */
    public Map<String, byte[]> under(String... folders) {
        Map<String, byte[]> found = new TreeMap<>();
        names.forEach(
                (name, file) -> {
                    if (Stream.of(folders).anyMatch(folder -> name.startsWith(folder + "/"))) {
                        found.put(name, file == FOLDER ? new byte[0] : contents.get(file));
                    }
                });
        return found;
    }

    void apply(DiskEvent event) {
        if (event instanceof DiskEvent.MakeFolder make) {
            names.put(make.path(), FOLDER);
        } else if (event instanceof DiskEvent.CreateFile create) {
            names.put(create.path(), create.file());
            contents.put(create.file(), new byte[0]);
        } else if (event instanceof DiskEvent.Remove remove) {
            names.remove(remove.path());
        } else if (event instanceof DiskEvent.Rename rename) {
            rename(rename.from(), rename.to());
        } else if (event instanceof DiskEvent.Write write) {
            byte[] old = contents.get(write.file());
            int end = (int) write.position() + write.bytes().length;
            byte[] grown = Arrays.copyOf(old, Math.max(old.length, end));
            System.arraycopy(write.bytes(), 0, grown, (int) write.position(), write.bytes().length);
            contents.put(write.file(), grown);
        } else if (event instanceof DiskEvent.Truncate cut) {
            contents.computeIfPresent(
                    cut.file(), (file, old) -> Arrays.copyOf(old, (int) cut.size()));
        }
    }

    private void rename(String from, String to) {
        Map<String, Integer> moved = new TreeMap<>(names.subMap(from + "/", from + "0"));
        names.keySet().removeAll(moved.keySet());
        names.put(to, names.remove(from));
        moved.forEach((name, file) -> names.put(to + name.substring(from.length()), file));
    }

    /** Makes all of it below a folder. */
    public void write(Path root) throws IOException {
        Files.createDirectories(root);
        for (Map.Entry<String, Integer> entry : names.entrySet()) {
            Path path = root.resolve(entry.getKey());
            if (entry.getValue() == FOLDER) {
                Files.createDirectory(path);
            } else {
                Files.write(path, contents.get(entry.getValue()));
            }
        }
    }

    /** Returns the names, for a message. */
    @Override
    public String toString() {
        return List.copyOf(names.keySet()).toString();
    }
}
