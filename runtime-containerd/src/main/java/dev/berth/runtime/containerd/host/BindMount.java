package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bind mount of a folder onto itself, as mount(8) takes it: in words, or as a line of fstab(5).
 * It makes the mount first, then each change of its propagation in turn.
 *
 * @param folder its real path
 * @param options those that it has at least, {@code nosuid} and the like
 * @param extra those that an older kernel may leave out
 * @param propagation {@code private}, {@code rshared}, in turn
 */
public record BindMount(
        Path folder, List<String> options, List<String> extra, List<String> propagation) {
    private static final List<String> RESTRICTIONS = List.of("nosuid", "nodev");

    /** What fstab(5) and libmount take as it is in each version. */
    private static final Pattern PLAIN = Pattern.compile("/[\\w./:+@-]*");

    /**
     * Returns one whose mounts reach the host from a plugin and the other way. It is made private
     * first, or it would share with the mount it lies in as well. What a plugin makes there has no
     * setuid bits and no devices for the host; what it mounts below has flags of its own.
     */
    public static BindMount shared(Path folder) {
        return new BindMount(folder, RESTRICTIONS, List.of(), List.of("private", "rshared"));
    }

    /**
     * Returns one whose files are no programs and no devices, and where the kernel follows no link
     * ({@code nosymfollow}, Linux 5.10). Mounts that others make below do not reach it.
     */
    public static BindMount isolated(Path folder) {
        return new BindMount(
                folder,
                List.of("nosuid", "nodev", "noexec"),
                List.of("nosymfollow"),
                List.of("private"));
    }

    /** Returns the same without what an older kernel does not take. */
    BindMount withoutExtra() {
        return new BindMount(folder, options, List.of(), propagation);
    }

    /** Returns whether it can be a line of fstab(5) without any escapes. */
    boolean isPlain() {
        return PLAIN.matcher(folder.toString()).matches();
    }

    String fstabLine() {
        String changes = String.join(",", propagation);
        return "%1$s %1$s none bind,%2$s,%3$s 0 0\n".formatted(folder, changes, flags());
    }

    /** Returns its options, as the argument of mount(8) that they are. */
    String flags() {
        return Stream.concat(options.stream(), extra.stream()).collect(Collectors.joining(","));
    }

    /** Returns what gives a mount that is half made its propagation; it keeps peers of its own. */
    List<String> changesFor(MountTable table, List<MountTable.Entry> half) {
        return half.isEmpty() || half.stream().anyMatch(table::isPeerOfItsParent)
                ? propagation
                : propagation.subList(propagation.size() - 1, propagation.size());
    }

    /** Returns whether a table has it, if perhaps without the extra options. */
    boolean isIn(MountTable table) {
        return table.at(folder).stream()
                .filter(mount -> mount.options().containsAll(options))
                .anyMatch(mount -> isPropagatedIn(table, mount));
    }

    /** Returns whether it shares as it is to, and not with the mount around it, as if cut short. */
    private boolean isPropagatedIn(MountTable table, MountTable.Entry mount) {
        return propagation.contains("rshared")
                ? mount.isShared() && !table.isPeerOfItsParent(mount)
                : mount.isPrivate();
    }
}
