package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a command has printed, beside what a document shows of it: it must have the lines that are
 * shown, in their order. Digests, IDs, ports, times and sizes are other ones; an ellipsis is any
 * text.
 */
record PrintedLines(String text) {

    static PrintedLines of(String text) {
        return new PrintedLines(text);
    }

    void assertShown(List<String> shown, String command) {
        List<String> lines = text.lines().map(PrintedLines::shape).toList();
        int at = 0;
        for (String line : shown) {
            Pattern pattern = pattern(shape(line));
            while (at < lines.size() && !pattern.matcher(lines.get(at)).matches()) {
                at++;
            }
            assertTrue(at < lines.size(), () -> command + " does not print: " + line + "\n" + text);
            at++;
        }
    }

    private static Pattern pattern(String shape) {
        return Pattern.compile(
                Arrays.stream(shape.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    /** Returns a line without what is another one each time. */
    private static String shape(String line) {
        return line.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("\\b[0-9a-f]{64}\\b|\\b[0-9a-f]{12}…", "DIGEST")
                .replaceAll("\\b[0-9a-f]{12}\\b", "ID")
                .replaceAll("/v1\\.\\d+/", "/API/")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\\[=*>? *\\] +\\S+/\\S+", "BAR")
                .replaceAll("\\bUp (Less than a second|About a minute|\\d+ \\w+)", "Up")
                .replaceAll("root \\S+, containerd( \\S+)? at \\S+, \\d+\\.\\d s", "CONTAINERD")
                .replaceAll(" +", " ")
                .strip();
    }
}
