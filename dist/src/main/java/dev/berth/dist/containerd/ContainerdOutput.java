package dev.berth.dist.containerd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses containerd's log output: its version, its errors, and the last lines for a message. */
final class ContainerdOutput {
    private static final int KEPT = 8;
    private static final Pattern VERSION =
            Pattern.compile("msg=\"starting containerd\".* version=\"?([^\"\\s]+)");
    private static final Pattern ERROR =
            Pattern.compile("level=(?:error|fatal|panic) msg=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)(.*)");

    private final Deque<String> last = new ArrayDeque<>();
    private String version = "";

    /** Takes a line; returns what went wrong if it tells of that. */
    synchronized Optional<String> line(String line) {
        last.add(line);
        if (last.size() > KEPT) {
            last.remove();
        }
        Matcher starting = VERSION.matcher(line);
        if (starting.find()) {
            version = starting.group(1);
        }
        Matcher error = ERROR.matcher(line);
        return error.find() ? Optional.of(error.group(1) + error.group(2)) : Optional.empty();
    }

    /** Returns {@code containerd 1.6.20}, or without the version when it was not said. */
    synchronized String name() {
        return version.isEmpty() ? "containerd" : "containerd " + version;
    }

    /** Returns the last lines, one below the other. */
    synchronized String lastLines() {
        return last.isEmpty() ? "it wrote nothing" : String.join("\n  ", last);
    }
}
