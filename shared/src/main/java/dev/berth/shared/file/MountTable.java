package dev.berth.shared.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mounts in {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)): what is mounted where, as
 * this process sees it.
 *
 * @param mounts in the order they were made
 */
public record MountTable(List<Entry> mounts) {
    private static final Path OWN = Path.of("/proc/self/mountinfo");

    /**
     * One mount.
     *
     * @param device the file system's device, {@code 8:1}
     * @param root the folder of that file system that is mounted
     * @param point where it is mounted
     * @param options of this mount, {@code nosuid} and the like
     * @param shared whether mounts below it are propagated to its peers
     */
    public record Entry(
            String device, Path root, Path point, Set<String> options, boolean shared) {}

    /** Reads those of this process. */
    public static MountTable read() throws IOException {
        // One character a byte: a name need not be text.
        return parse(Files.readString(OWN, StandardCharsets.ISO_8859_1));
    }

    static MountTable parse(String mountinfo) {
        List<Entry> entries = new ArrayList<>();
        for (String line : mountinfo.split("\n")) {
            String[] fields = line.split(" ");
            if (fields.length > 5) {
                entries.add(
                        new Entry(
                                fields[2],
                                unescaped(fields[3]),
                                unescaped(fields[4]),
                                Set.of(fields[5].split(",")),
                                isShared(fields)));
            }
        }
        return new MountTable(List.copyOf(entries));
    }

    /** Returns what is mounted at a folder; of several, the latest, which hides the others. */
    public Optional<Entry> at(Path folder) {
        return mounts.stream()
                .filter(mount -> mount.point().equals(folder))
                .reduce((earlier, later) -> later);
    }

    /** Returns whether a folder is a mount of its own in which the kernel follows links. */
    public boolean followsLinks(Path folder) {
        return at(folder).filter(mount -> !mount.options().contains("nosymfollow")).isPresent();
    }

    /** Returns the mounts at or below a folder, the latest first: the order to undo them in. */
    public List<Path> below(Path folder) {
        List<Path> points = new ArrayList<>();
        for (Entry mount : mounts) {
            if (mount.point().startsWith(folder)) {
                points.add(mount.point());
            }
        }
        Collections.reverse(points);
        return points;
    }

    /** Returns where else a folder of the host is mounted. */
    public List<Path> copiesOf(Path folder) {
        Optional<Entry> holder = holderOf(folder);
        if (holder.isEmpty()) {
            return List.of();
        }
        Path root = holder.get().root().resolve(holder.get().point().relativize(folder));
        return mounts.stream()
                .filter(m -> m.device().equals(holder.get().device()))
                .filter(m -> m.root().equals(root) && !m.point().equals(folder))
                .map(Entry::point)
                .toList();
    }

    private Optional<Entry> holderOf(Path folder) {
        Entry nearest = null;
        for (Entry mount : mounts) {
            boolean holds = folder.startsWith(mount.point());
            if (holds
                    && (nearest == null
                            || mount.point().getNameCount() >= nearest.point().getNameCount())) {
                nearest = mount;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * Returns whether one of the optional fields, between the sixth and a hyphen, is {@code
     * shared:}.
     */
    private static boolean isShared(String[] fields) {
        return Arrays.stream(fields)
                .skip(6)
                .takeWhile(field -> !field.equals("-"))
                .anyMatch(field -> field.startsWith("shared:"));
    }

    /** Undoes the kernel's {@code \040} and the like. */
    private static Path unescaped(String field) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length()) {
                bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(field.charAt(i));
            }
        }
        return Path.of(bytes.toString(fileNames()));
    }

    private static Charset fileNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
