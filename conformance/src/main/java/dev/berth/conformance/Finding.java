package dev.berth.conformance;

import java.util.Locale;

/**
 * What a check has found.
 *
 * @param rule what the specification demands, as a sentence
 * @param detail what the plugin did instead; empty if it conforms
 */
record Finding(Kind kind, String rule, String detail) {
    enum Kind {
        /** The plugin conforms. */
        OK,
        /** It does what works with Docker by luck, or what others will stumble over. */
        NOTE,
        /** It breaks the protocol. */
        WRONG
    }

    @Override
    public String toString() {
        String line = "%-6s %s".formatted(kind.name().toLowerCase(Locale.ROOT), rule);
        return detail.isEmpty() ? line : line + "\n         but: " + detail;
    }
}
