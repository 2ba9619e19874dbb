package dev.berth.webconsole.view;

import dev.berth.plugin.PluginStatus;
import java.util.Locale;

/** How a plugin's state looks. */
enum StateClass {
    UP("up"),
    BUSY("on its way"),
    FAILED("failed"),
    OFF("disabled");

    private final String words;

    StateClass(String words) {
        this.words = words;
    }

    static StateClass of(PluginStatus status) {
        return switch (status.state()) {
            case ENABLED -> UP;
            case ENABLING, DISABLING -> BUSY;
            case FAILED -> FAILED;
            case DISABLED -> status.problem().isPresent() ? FAILED : OFF;
        };
    }

    /** Returns how many plugins are so, in words, {@code 2 failed}. */
    String count(long number) {
        return number + " " + words;
    }

    /** Returns the class of the style sheet. */
    String css() {
        return "berth-state berth-" + name().toLowerCase(Locale.ROOT);
    }
}
