package dev.berth.itest.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files below an engine's root, without those of an engine that has no plugins. */
public final class StoredFiles {
    private static final Set<String> ALWAYS_THERE =
            Set.of(
                    "lock",
                    "engine-id",
                    "decisions.log",
                    "content/oci-layout",
                    "content/index.json");

    private StoredFiles() {}

    /** Returns the files below an engine's root that are there because of plugins. */
    public static Set<String> below(Path root) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !ALWAYS_THERE.contains(file))
                    .forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
