package dev.berth.core.consent;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.util.Comparator;
import java.util.List;

/** Checks that the granted privileges are exactly the required ones, in any order. */
public final class ConsentCheck {
    private record Grant(String name, List<String> value) {}

    private static final Comparator<Grant> ORDER =
            Comparator.comparing(Grant::name).thenComparing(g -> String.join("\0", g.value()));

    private ConsentCheck() {}

    /**
     * Checks the whole list before anything is fetched or changed.
     *
     * @throws PrivilegesNotGrantedException if one is missing, or one too many
     */
    public static void require(
            PluginReference reference, List<Privilege> required, List<Privilege> granted) {
        if (!sorted(required).equals(sorted(granted))) {
            throw new PrivilegesNotGrantedException(reference.familiar(), required, granted);
        }
    }

    /**
     * Checks the consent to another version of a plugin that runs: it is enough to grant what is
     * new.
     *
     * @param consented what the present version requires
     * @throws PrivilegesNotGrantedException if one is missing, or one too many
     */
    public static void require(
            PluginReference reference,
            List<Privilege> required,
            List<Privilege> consented,
            List<Privilege> granted) {
        if (!sorted(required).equals(sorted(granted))) {
            require(reference, NewPrivileges.of(required, consented), granted);
        }
    }

    private static List<Grant> sorted(List<Privilege> privileges) {
        return privileges.stream()
                .map(p -> new Grant(p.name(), p.value().stream().sorted().toList()))
                .sorted(ORDER)
                .toList();
    }
}
