package dev.berth.shell.lock;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Privilege;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was consented to of one plugin.
 *
 * @param digest of the index that it is chosen from, which is the same for hosts of each platform;
 *     of its manifest if there is none
 * @param signedBy whose signatures it had on the host that wrote the file, for people: the digest
 *     binds the content
 * @param privileges without their descriptions
 */
public record LockEntry(Digest digest, List<String> signedBy, List<Privilege> privileges) {
    public LockEntry {
        Objects.requireNonNull(digest, "digest");
        signedBy = List.copyOf(signedBy);
        privileges = privileges.stream().map(LockEntry::bare).toList();
    }

    private static Privilege bare(Privilege privilege) {
        return Privilege.of(privilege.name(), "", privilege.value());
    }

    /** Returns the digest that a plugin is locked by. */
    public static Digest digest(AvailablePlugin found) {
        return found.index().orElse(found.digest());
    }

    /** Returns whether this is the content of a plugin that was found, on whatever platform. */
    public boolean names(AvailablePlugin found) {
        return digest.equals(found.digest()) || Optional.of(digest).equals(found.index());
    }

    /** Returns whether these are the same privileges, in whatever order. */
    public boolean grants(List<Privilege> asked) {
        return counted(privileges).equals(counted(asked));
    }

    /** Returns whether each of these is among the privileges. */
    public boolean covers(List<Privilege> asked) {
        Map<Privilege, Long> all = counted(privileges);
        return counted(asked).entrySet().stream()
                .allMatch(one -> all.getOrDefault(one.getKey(), 0L) >= one.getValue());
    }

    private static Map<Privilege, Long> counted(List<Privilege> all) {
        return all.stream()
                .map(LockEntry::bare)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
