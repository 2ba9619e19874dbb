package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system of its own, which can be filled, turned read-only and unmounted. */
record Tmpfs(Path folder) implements AutoCloseable {

    static Tmpfs mount(Path folder) throws IOException {
        Files.createDirectories(folder);
        run(List.of("mount", "-t", "tmpfs", "-o", "size=512k", "t", folder.toString()));
        return new Tmpfs(folder);
    }

    void fill() {
        try (OutputStream out = Files.newOutputStream(folder.resolve("ballast"))) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            // Full.
            return;
        }
    }

    void turnReadOnly() throws IOException {
        run(List.of("mount", "-o", "remount,ro", folder.toString()));
    }

    @Override
    public void close() throws IOException {
        run(List.of("umount", folder.toString()));
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.onExit().join().exitValue(), command.toString());
    }
}
