package dev.berth.webconsole.view;

import dev.berth.plugin.Privilege;

/** A privilege as the {@code docker} command asks for it, {@code mount: [/var/lib]}. */
final class PrivilegeText {
    private PrivilegeText() {}

    static String of(Privilege privilege) {
        return "%s: [%s]".formatted(privilege.name(), String.join(" ", privilege.value()));
    }
}
