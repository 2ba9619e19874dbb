package dev.berth.core.consent;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.util.Comparator;
import java.util.List;

/**
 * Whether what was granted is exactly what is asked for, order aside, from the first to the last.
 */
public final class ConsentCheck {
    private record Grant(String name, List<String> value) {}

    private static final Comparator<Grant> ORDER =
            Comparator.comparing(Grant::name).thenComparing(g -> String.join("\0", g.value()));

    private ConsentCheck() {}

    /**
     * Passes if the two are the same.
     *
     * @throws PrivilegesNotGrantedException if they differ in any one place
     */
    public static void require(
            PluginReference reference, List<Privilege> required, List<Privilege> granted) {
        if (!sorted(required).equals(sorted(granted))) {
            throw new PrivilegesNotGrantedException(reference.familiar(), required, granted);
        }
    }

    private static List<Grant> sorted(List<Privilege> privileges) {
        return privileges.stream()
                .map(p -> new Grant(p.name(), p.value().stream().sorted().toList()))
                .sorted(ORDER)
                .toList();
    }
}
