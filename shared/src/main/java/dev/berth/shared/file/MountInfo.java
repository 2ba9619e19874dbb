package dev.berth.shared.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of {@code /proc/self/mountinfo}, one line a mount. A host has a hundred lines for 50
 * plugins, so that lines are looked for in it before any is parsed.
 *
 * <p>Lines end with LF alone: the kernel writes a CR in a path as it is.
 *
 * @param text one character for each byte: a name need not be text
 */
record MountInfo(String text) {
    private static final String OWN = "/proc/self/mountinfo";

    /** Reads that of this process. An interrupted thread reads it, too. */
    static MountInfo read() throws IOException {
        try (InputStream in = new FileInputStream(OWN)) {
            return new MountInfo(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    List<String> lines() {
        return List.of(text.split("\n"));
    }

    /** Returns the lines that have a word anywhere. */
    List<String> linesWith(String word) {
        List<String> lines = new ArrayList<>();
        int at = text.indexOf(word);
        while (at >= 0) {
            lines.add(lineAround(at));
            int end = text.indexOf('\n', at);
            at = end < 0 ? -1 : text.indexOf(word, end);
        }
        return lines;
    }

    /** Returns the line of a mount, by the kernel's number of it. */
    Optional<String> lineOf(String id) {
        String beginning = id + ' ';
        if (text.startsWith(beginning)) {
            return Optional.of(lineAround(0));
        }
        int before = text.indexOf('\n' + beginning);
        return before < 0 ? Optional.empty() : Optional.of(lineAround(before + 1));
    }

    private String lineAround(int at) {
        int end = text.indexOf('\n', at);
        return text.substring(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length() : end);
    }
}
