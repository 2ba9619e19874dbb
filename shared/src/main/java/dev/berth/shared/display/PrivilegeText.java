package dev.berth.shared.display;

import dev.berth.plugin.Privilege;

/** A privilege as the {@code docker} command asks for it, {@code mount: [/var/lib]}. */
public final class PrivilegeText {
    private PrivilegeText() {}

    /** Returns it unescaped: what is in it may come from the plugin's author. */
    public static String of(Privilege privilege) {
        return "%s: [%s]".formatted(privilege.name(), String.join(" ", privilege.value()));
    }
}
