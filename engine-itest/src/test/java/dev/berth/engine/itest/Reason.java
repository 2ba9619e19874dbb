package dev.berth.engine.itest;

/** A difference that a row is expected to show, beside some releases of dockerd. */
record Reason(KnownDifference difference, Releases releases) {

    /** Returns the one of a text, {@code mistake until 26}. */
    static Reason of(String text) {
        return new Reason(KnownDifference.named(Releases.without(text)), Releases.of(text));
    }
}
