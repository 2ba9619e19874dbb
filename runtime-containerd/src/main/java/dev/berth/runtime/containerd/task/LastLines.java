package dev.berth.runtime.containerd.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last lines of what two pipes bring. */
final class LastLines {
    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    LastLines(int limit) {
        this.limit = limit;
    }

    synchronized void add(String line) {
        lines.addLast(line);
        if (lines.size() > limit) {
            lines.removeFirst();
        }
    }

    synchronized List<String> list() {
        return List.copyOf(lines);
    }
}
