package dev.berth.runtime.containerd.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a plugin's output, of both pipes in the order they came. */
final class OutputTail {
    private final int limit;
    private final Deque<byte[]> lines = new ArrayDeque<>();

    OutputTail(int limit) {
        this.limit = limit;
    }

    synchronized void add(byte[] line) {
        lines.addLast(line);
        if (lines.size() > limit) {
            lines.removeFirst();
        }
    }

    synchronized List<String> list() {
        return lines.stream().map(LineSplitter::text).toList();
    }
}
