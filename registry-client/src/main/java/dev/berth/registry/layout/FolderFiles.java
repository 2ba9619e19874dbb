package dev.berth.registry.layout;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The files of a layout folder. */
record FolderFiles(Path folder) implements LayoutFiles {

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            // A link could lead to any file of this machine, and a pipe would be waited for.
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw LayoutException.corrupt("has " + name + " as something else than a file");
            }
            return Optional.of(new FileInputStream(file.toFile()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
