package dev.berth.shell.lock;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Privilege;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What was consented to of one plugin.
 *
 * @param digest of the manifest for the platform of the host that wrote the file
 * @param privileges without their descriptions
 */
public record LockEntry(Digest digest, List<Privilege> privileges) {
    public LockEntry {
        Objects.requireNonNull(digest, "digest");
        privileges = privileges.stream().map(LockEntry::bare).toList();
    }

    private static Privilege bare(Privilege privilege) {
        return Privilege.of(privilege.name(), "", privilege.value());
    }

    /** Returns whether these are the same privileges, in whatever order. */
    public boolean grants(List<Privilege> asked) {
        return counted(privileges).equals(counted(new LockEntry(digest, asked).privileges()));
    }

    private static Object counted(List<Privilege> all) {
        return all.stream().collect(Collectors.groupingBy(one -> one, Collectors.counting()));
    }
}
