package dev.berth.core.consent;

import dev.berth.core.config.MountType;
import dev.berth.plugin.PluginConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A config's mount as mount(8) lists it, {@code /var/lib on /mnt/state type bind (rw,rbind)}: all
 * that decides what the plugin gets. Words are escaped as in {@code /proc/mounts}, so that no
 * source can be read as another mount.
 */
final class MountText {
    private static final String NOTHING = "an empty folder";
    private static final List<String> ACCESS = List.of("ro", "rw");

    private MountText() {}

    /** Returns the text; empty for a mount without a source, which cannot be made. */
    static Optional<String> of(PluginConfig.Mount mount) {
        return mount.source()
                .map(
                        source ->
                                "%s on %s type %s (%s)"
                                        .formatted(
                                                source.isEmpty() ? NOTHING : word(source),
                                                word(mount.destination()),
                                                word(MountType.of(mount)),
                                                options(mount.options())));
    }

    /** Of {@code ro} and {@code rw} the last one counts; without either it is {@code rw}. */
    private static String options(List<String> options) {
        List<String> shown = new ArrayList<>();
        shown.add("rw");
        for (String option : options) {
            if (ACCESS.contains(option)) {
                shown.set(0, option);
            } else {
                shown.add(word(option));
            }
        }
        return String.join(",", shown);
    }

    private static String word(String text) {
        return text.codePoints().mapToObj(MountText::character).collect(Collectors.joining());
    }

    private static String character(int code) {
        return code <= ' ' || code == '\\' ? "\\%03o".formatted(code) : Character.toString(code);
    }
}
