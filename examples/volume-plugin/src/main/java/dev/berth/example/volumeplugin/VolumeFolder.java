package dev.berth.example.volumeplugin;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A volume on disk: {@code data/} with what its users put there, and {@code volume.properties},
 * without which it does not exist.
 */
record VolumeFolder(Path path) {
    private static final String CREATED = "created";
    private static final String OPTION = "option.";

    boolean exists() {
        return Files.isRegularFile(properties());
    }

    Path data() {
        return path.resolve("data");
    }

    void create(Map<String, String> options) throws IOException {
        Properties content = new Properties();
        content.setProperty(CREATED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        options.forEach((name, value) -> content.setProperty(OPTION + name, value));
        deleteFolder();
        Files.createDirectories(data());
        Path unfinished = path.resolve("volume.properties.new");
        try (Writer out = Files.newBufferedWriter(unfinished)) {
            content.store(out, null);
        }
        Files.move(unfinished, properties(), StandardCopyOption.ATOMIC_MOVE);
    }

    VolumeState read(Optional<Path> mountpoint, SortedSet<String> users) throws IOException {
        Properties content = new Properties();
        try (Reader in = Files.newBufferedReader(properties())) {
            content.load(in);
        }
        Map<String, String> options = new TreeMap<>();
        for (String key : content.stringPropertyNames()) {
            if (key.startsWith(OPTION)) {
                options.put(key.substring(OPTION.length()), content.getProperty(key));
            }
        }
        Instant created = Instant.parse(content.getProperty(CREATED));
        return new VolumeState(path.getFileName().toString(), created, options, mountpoint, users);
    }

    /** Deletes the volume; its properties first, so that half of it is none. */
    void delete() throws IOException {
        Files.delete(properties());
        deleteFolder();
    }

    private void deleteFolder() throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private Path properties() {
        return path.resolve("volume.properties");
    }
}
