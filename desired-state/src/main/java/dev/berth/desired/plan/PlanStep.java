package dev.berth.desired.plan;

import dev.berth.shared.text.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One step of a plan. Immutable.
 *
 * @param settings what a {@link Kind#SET} sets, otherwise nothing
 */
public record PlanStep(Kind kind, List<String> settings) {

    /** What is done; each but {@link #SET} is a command of Docker's. */
    public enum Kind {
        INSTALL,
        /** Of a disabled plugin. */
        UPGRADE,
        /** Of an enabled plugin, without a pause. */
        HOT_UPGRADE,
        SET,
        ENABLE,
        DISABLE,
        REMOVE
    }

    public PlanStep {
        settings = List.copyOf(settings);
    }

    static PlanStep of(Kind kind) {
        return new PlanStep(kind, List.of());
    }

    /** Returns whether a registry is asked for it. */
    public boolean isPull() {
        return switch (kind) {
            case INSTALL, UPGRADE, HOT_UPGRADE -> true;
            case SET, ENABLE, DISABLE, REMOVE -> false;
        };
    }

    /** Returns it in words for people: {@code set DEBUG}. Values may be passwords. */
    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return settings.stream()
                .map(setting -> PrintableText.shortened(setting.split("=", 2)[0]))
                .collect(Collectors.joining(" ", settings.isEmpty() ? word : word + " ", ""));
    }
}
