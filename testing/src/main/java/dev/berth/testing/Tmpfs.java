package dev.berth.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of 512 KiB, which can be filled, turned read-only and unmounted.
 *
 * @param folder where it is mounted
 */
public record Tmpfs(Path folder) implements AutoCloseable {

    /** Mounts one on a folder, which is made if it is not there. */
    public static Tmpfs mount(Path folder) throws IOException {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=512k,mode=755", "t", folder.toString());
        return new Tmpfs(folder);
    }

    /** Fills it up, by a file {@code ballast}. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("ballast"))) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            if (!e.getMessage().contains("No space left")) {
                throw e;
            }
        }
    }

    /** Lets nobody write to it. */
    public void turnReadOnly() throws IOException {
        run("mount", "-o", "remount,ro", folder.toString());
    }

    /** Undoes {@link #turnReadOnly}. */
    public void turnWritable() throws IOException {
        run("mount", "-o", "remount,rw", folder.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }

    private static void run(String program, String... arguments) throws IOException {
        try {
            Programs.run(program, arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(program);
        }
    }
}
