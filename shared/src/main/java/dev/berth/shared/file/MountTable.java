package dev.berth.shared.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mounts in {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)): what is mounted where, as
 * this process sees it.
 *
 * @param mounts in the kernel's order, which is mostly that in which they were made
 */
public record MountTable(List<Entry> mounts) {
    /** That of file names. */
    private static final Charset NAMES =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /**
     * One mount.
     *
     * @param id the kernel's number of it
     * @param parent that of the mount that it lies in
     * @param device the file system's device, {@code 8:1}
     * @param root the folder of that file system that is mounted
     * @param point where it is mounted
     * @param options of this mount, {@code nosuid} and the like
     * @param propagation {@code shared:2}, {@code master:1} and the like; none if it is private
     */
    public record Entry(
            String id,
            String parent,
            String device,
            Path root,
            Path point,
            Set<String> options,
            Set<String> propagation) {

        /** Returns whether mounts below it are propagated to its peers. */
        public boolean isShared() {
            return peers().isPresent();
        }

        /** Returns whether mounts below it are propagated nowhere, and none come from elsewhere. */
        public boolean isPrivate() {
            return propagation.isEmpty();
        }

        private Optional<String> peers() {
            return propagation.stream().filter(field -> field.startsWith("shared:")).findAny();
        }
    }

    /** Reads those of this process. An interrupted thread reads them, too. */
    public static MountTable read() throws IOException {
        return parse(MountInfo.read());
    }

    /**
     * Reads those at and below a folder, and perhaps others.
     *
     * @param folder its real path
     */
    public static MountTable readBelow(Path folder) throws IOException {
        return parseBelow(MountInfo.read(), folder);
    }

    /**
     * Reads those at and below folders, and those that these lie in, and perhaps others.
     *
     * @param folders their real paths
     */
    public static MountTable readAround(List<Path> folders) throws IOException {
        return parseAround(MountInfo.read(), folders);
    }

    static MountTable parse(MountInfo info) {
        return new MountTable(info.lines().stream().flatMap(MountTable::entry).toList());
    }

    static MountTable parseBelow(MountInfo info, Path folder) {
        String written = unescapedBeginning(folder.toString());
        return new MountTable(info.linesWith(written).stream().flatMap(MountTable::entry).toList());
    }

    static MountTable parseAround(MountInfo info, List<Path> folders) {
        Set<String> parents = new HashSet<>();
        Set<Entry> around = new LinkedHashSet<>();
        for (Path folder : folders) {
            for (Entry mount : parseBelow(info, folder).mounts()) {
                if (parents.add(mount.parent())) {
                    info.lineOf(mount.parent()).stream()
                            .flatMap(MountTable::entry)
                            .forEach(around::add);
                }
                around.add(mount);
            }
        }
        return new MountTable(List.copyOf(around));
    }

    /**
     * Returns what of a path the kernel writes as it is: it escapes blanks, backslashes and "#".
     */
    private static String unescapedBeginning(String path) {
        int end = 0;
        while (end < path.length() && isWrittenAsItIs(path.charAt(end))) {
            end++;
        }
        return path.substring(0, end);
    }

    private static boolean isWrittenAsItIs(char character) {
        return character > ' ' && character < 0x7f && character != '\\' && character != '#';
    }

    private static Stream<Entry> entry(String line) {
        String[] fields = line.split(" ");
        if (fields.length <= 5) {
            return Stream.empty();
        }
        return Stream.of(
                new Entry(
                        fields[0],
                        fields[1],
                        fields[2],
                        unescaped(fields[3]),
                        unescaped(fields[4]),
                        Set.of(fields[5].split(",")),
                        propagation(fields)));
    }

    /**
     * Returns what is mounted at a folder, one over the other. It may have some that no path leads
     * to: the kernel propagates a mount also to where it is hidden.
     */
    public List<Entry> at(Path folder) {
        return mounts.stream().filter(mount -> mount.point().equals(folder)).toList();
    }

    private Optional<Entry> parentOf(Entry mount) {
        return mounts.stream().filter(other -> other.id().equals(mount.parent())).findAny();
    }

    /** Returns whether what is mounted below it is so in the mount that it lies in, too. */
    public boolean isPeerOfItsParent(Entry mount) {
        return mount.isShared()
                && parentOf(mount).filter(p -> p.peers().equals(mount.peers())).isPresent();
    }

    /** Returns whether a folder is mounted onto itself: it has the files that it has without. */
    public boolean isOntoItself(Entry mount) {
        return parentOf(mount)
                .filter(parent -> parent.device().equals(mount.device()))
                .map(parent -> parent.root().resolve(parent.point().relativize(mount.point())))
                .filter(mount.root()::equals)
                .isPresent();
    }

    /** Returns whether a folder is a mount of its own in which the kernel follows links. */
    public boolean followsLinks(Path folder) {
        List<Entry> there = at(folder);
        return !there.isEmpty()
                && there.stream().noneMatch(mount -> mount.options().contains("nosymfollow"));
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

    /** Returns the optional fields, which are between the sixth and a hyphen. */
    private static Set<String> propagation(String[] fields) {
        return Arrays.stream(fields)
                .skip(6)
                .takeWhile(field -> !field.equals("-"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Undoes the kernel's {@code \040} and the like. */
    private static Path unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return Path.of(new String(field.getBytes(StandardCharsets.ISO_8859_1), NAMES));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length()) {
                bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(field.charAt(i));
            }
        }
        return Path.of(bytes.toString(NAMES));
    }
}
