package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.MountNotAllowedException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which mounts a config may ask for: bind mounts and tmpfs, with options that change how they are
 * mounted and not what. The runtime makes each mount as the host's root, before any confinement
 * holds, so that any other type hands out more than its source says: {@code proc} a writable {@code
 * /proc}, {@code overlay} any folder that an option names.
 *
 * @param moreTypes the types that the operator allows besides; any option is let through for them
 */
public record MountRules(Supplier<Set<String>> moreTypes) {
    private static final Pattern BIND_OPTION =
            Pattern.compile(
                    "r?bind|defaults|r?(ro|rw|suid|nosuid|dev|nodev|exec|noexec|atime|noatime"
                            + "|diratime|nodiratime|relatime|norelatime|strictatime|nostrictatime"
                            + "|symfollow|nosymfollow|private|slave|shared|unbindable)"
                            + "|sync|async|dirsync");
    private static final Pattern TMPFS_OPTION =
            Pattern.compile(
                    "defaults|ro|rw|suid|nosuid|dev|nodev|exec|noexec|atime|noatime|diratime"
                        + "|nodiratime|relatime|norelatime|strictatime|nostrictatime|symfollow"
                        + "|nosymfollow|r?(private|slave|shared|unbindable)|sync|async|dirsync"
                        + "|(size|nr_blocks)=[0-9]{1,18}[kKmMgG%]?|nr_inodes=[0-9]{1,18}[kKmMgG]?"
                        + "|mode=[0-7]{1,4}|[ug]id=[0-9]{1,10}");

    /**
     * Checks all mounts.
     *
     * @throws MountNotAllowedException if one is not allowed
     */
    public void require(List<PluginConfig.Mount> mounts) {
        mounts.forEach(this::require);
    }

    private void require(PluginConfig.Mount mount) {
        String type = MountType.of(mount);
        if (type.equals(MountType.BIND)) {
            requireOptions(mount, BIND_OPTION, type);
        } else if (type.equals(MountType.TMPFS)) {
            requireOptions(mount, TMPFS_OPTION, type);
        } else if (!moreTypes.get().contains(type)) {
            throw new MountNotAllowedException(
                    mount.destination(),
                    "its type is %s, and plugins get bind and tmpfs only, because another type can"
                                    .formatted(type)
                            + " hand out all of the host. If the plugin is trusted so far, add the"
                            + " type to mount.types.allowed of dev.berth.core");
        } else if (MountType.isBound(mount.options())) {
            throw new MountNotAllowedException(
                    mount.destination(),
                    "its type is %s, and its options make it a bind mount".formatted(type));
        }
    }

    private static void requireOptions(PluginConfig.Mount mount, Pattern known, String type) {
        for (String option : mount.options()) {
            if (!known.matcher(option).matches()) {
                throw new MountNotAllowedException(
                        mount.destination(),
                        "\"%s\" is no option that a %s mount of a plugin may have"
                                .formatted(option, type));
            }
        }
    }
}
