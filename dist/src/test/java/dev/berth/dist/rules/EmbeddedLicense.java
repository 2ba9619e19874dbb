package dev.berth.dist.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A line of {@code licenses/embedded.list}: the license of what others wrote and a bundle has
 * inside.
 *
 * @param path how the names of its files begin
 * @param licenses SPDX identifiers
 * @param texts files of the jar
 * @param name as in {@code NOTICE}
 */
record EmbeddedLicense(String path, List<String> licenses, List<String> texts, String name) {

    /** Returns all lines, the longest paths first. */
    static List<EmbeddedLicense> all(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .map(
                        columns ->
                                new EmbeddedLicense(
                                        columns[0].strip(),
                                        words(columns[1]),
                                        words(columns[2]),
                                        columns[3].strip()))
                .sorted(Comparator.comparing(line -> -line.path().length()))
                .toList();
    }

    private static List<String> words(String column) {
        return Arrays.asList(column.strip().split(" +"));
    }
}
