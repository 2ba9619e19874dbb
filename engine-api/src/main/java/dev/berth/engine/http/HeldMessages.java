package dev.berth.engine.http;

import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pipelined messages that wait until the response before them is through. There are few of
 * them, because reading must go on to notice when the client goes.
 */
final class HeldMessages {
    private static final int MOST = 16;

    private final Deque<Object> messages = new ArrayDeque<>();

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Returns whether there are as many as there may be. */
    boolean isFull() {
        return messages.size() >= MOST;
    }

    void add(Object message) {
        messages.addLast(message);
    }

    /** Returns the next, which is then the caller's. */
    Object take() {
        return messages.removeFirst();
    }

    /** Drops them. */
    void clear() {
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
    }
}
