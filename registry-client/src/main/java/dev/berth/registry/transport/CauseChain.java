package dev.berth.registry.transport;

import java.util.stream.Stream;

/** The causes of an exception, from the outermost to the root. */
public final class CauseChain {
    private static final int DEEPEST = 20;

    private CauseChain() {}

    /** Returns the exception itself, its cause, the cause of that, and so on. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause).limit(DEEPEST);
    }
}
