package dev.berth.core.foreign;

import dev.berth.shared.text.PrintableText;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Describes where a thread stands, for a log: its name and the top frames of its stack. */
public final class StackPosition {
    private static final int FRAMES = 8;

    private StackPosition() {}

    /** Returns the description; a thread that is null or has ended stands nowhere. */
    public static String of(Thread thread) {
        if (thread == null || !thread.isAlive()) {
            return "no thread runs it";
        }
        String frames =
                Arrays.stream(thread.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < "));
        // Names of classes and files are foreign text.
        return "thread %s stands at %s".formatted(thread.getName(), PrintableText.line(frames));
    }
}
