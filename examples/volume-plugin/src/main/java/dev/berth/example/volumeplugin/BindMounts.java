package dev.berth.example.volumeplugin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bind mounts in one folder, made and undone by the programs {@code mount} and {@code umount}. */
final class BindMounts {
    private final Path folder;

    BindMounts(Path folder) {
        this.folder = folder;
    }

    Path mountpoint(String name) {
        return folder.resolve(name);
    }

    /** Makes a folder appear under a name as well. */
    void bind(Path from, String name) {
        try {
            Path mountpoint = Files.createDirectories(mountpoint(name));
            run("mount", "--bind", from.toString(), mountpoint.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void undo(String name) {
        try {
            run("umount", mountpoint(name).toString());
            Files.delete(mountpoint(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Undoes whatever is mounted, also by an earlier life that was killed. */
    void undoLeftovers() {
        if (Files.notExists(folder)) {
            return;
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
            for (Path leftover : leftovers) {
                undo(leftover.getFileName().toString());
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("volume plugin: a mount could not be undone: " + e.getMessage());
        }
    }

    private static void run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException(String.join(" ", command) + " was interrupted", e);
        }
    }
}
