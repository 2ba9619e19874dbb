package dev.berth.core.lifecycle;

import dev.berth.shared.text.PrintableText;
import java.util.Objects;

/**
 * Who takes a lease. The name is free text of another bundle, and is shown: it is made printable,
 * and cut.
 *
 * @param bundle the ID of the bundle whose stop ends the lease
 */
public record LeaseHolder(String name, long bundle) {
    private static final int LONGEST = 100;

    public LeaseHolder {
        String clean = Objects.requireNonNull(name, "holder").strip();
        clean = PrintableText.line(clean.substring(0, Math.min(LONGEST, clean.length())));
        name = clean.isEmpty() ? "bundle " + bundle : clean;
    }
}
