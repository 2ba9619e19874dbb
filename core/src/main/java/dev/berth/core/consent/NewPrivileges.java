package dev.berth.core.consent;

import dev.berth.plugin.Privilege;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Computes what one version of a plugin requires and another does not, value by value. */
public final class NewPrivileges {
    private record Right(String name, String value) {}

    private NewPrivileges() {}

    /**
     * Returns the privileges of {@code required} with those of their values that {@code consented}
     * does not have, in the same order; one that has none left is left out.
     */
    public static List<Privilege> of(List<Privilege> required, List<Privilege> consented) {
        Set<Right> known = new HashSet<>();
        for (Privilege privilege : consented) {
            privilege.value().forEach(value -> known.add(new Right(privilege.name(), value)));
        }
        List<Privilege> all = new ArrayList<>();
        for (Privilege privilege : required) {
            List<String> values =
                    privilege.value().stream()
                            .filter(value -> !known.contains(new Right(privilege.name(), value)))
                            .toList();
            if (!values.isEmpty()) {
                all.add(Privilege.of(privilege.name(), privilege.description(), values));
            }
        }
        return List.copyOf(all);
    }
}
