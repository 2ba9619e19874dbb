package dev.berth.core.consent;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that the granted privileges are exactly the required ones, in any order. Clients that
 * never ask send Docker's own form, in which a bind mount is its source; it is taken as well.
 */
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
            PluginReference reference, PluginConfig config, List<Privilege> granted) {
        if (!same(RequiredPrivileges.inDockersForm(config), granted)) {
            require(reference, RequiredPrivileges.of(config), granted);
        }
    }

    /**
     * Checks that exactly these privileges are granted.
     *
     * @throws PrivilegesNotGrantedException if one is missing, or one too many
     */
    public static void require(
            PluginReference reference, List<Privilege> required, List<Privilege> granted) {
        if (!same(required, granted)) {
            throw new PrivilegesNotGrantedException(reference.familiar(), required, granted);
        }
    }

    /**
     * Checks the consent to another version of an installed plugin. It is enough to grant what is
     * new. Who was shown the version as it is published, without what the user has set, must not
     * get more by that.
     *
     * @param settings what the other version is started with
     * @param consented the rights of the present version, with what the user has set
     * @throws PrivilegesNotGrantedException if one is missing, or one too many
     */
    public static void requireUpgrade(
            PluginReference reference,
            PluginConfig config,
            PluginSettings settings,
            List<Privilege> consented,
            List<Privilege> granted) {
        List<Privilege> required = RequiredPrivileges.of(config, settings);
        List<Privilege> published = RequiredPrivileges.of(config);
        boolean grantedAsPublished =
                same(published, granted) || same(RequiredPrivileges.inDockersForm(config), granted);
        List<Privilege> known =
                grantedAsPublished
                        ? Stream.concat(consented.stream(), published.stream()).toList()
                        : consented;
        List<Privilege> more = NewPrivileges.of(required, known);
        boolean right = grantedAsPublished ? more.isEmpty() : same(more, granted);
        if (!right && !same(required, granted)) {
            throw new PrivilegesNotGrantedException(
                    reference.familiar(), more.isEmpty() ? required : more, granted);
        }
    }

    private static boolean same(List<Privilege> required, List<Privilege> granted) {
        return sorted(required).equals(sorted(granted));
    }

    private static List<Grant> sorted(List<Privilege> privileges) {
        return privileges.stream()
                .map(p -> new Grant(p.name(), p.value().stream().sorted().toList()))
                .sorted(ORDER)
                .toList();
    }
}
