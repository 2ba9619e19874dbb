package dev.berth.core.lifecycle;

import java.util.Objects;

/**
 * Who takes a lease. The name is free text of another bundle, and is shown: control characters are
 * replaced, and it is cut.
 *
 * @param bundle the ID of the bundle whose stop ends the lease
 */
public record LeaseHolder(String name, long bundle) {
    private static final int LONGEST = 100;

    public LeaseHolder {
        String clean = Objects.requireNonNull(name, "holder").strip();
        clean = clean.substring(0, Math.min(LONGEST, clean.length())).replaceAll("\\p{C}", "?");
        name = clean.isEmpty() ? "bundle " + bundle : clean;
    }
}
