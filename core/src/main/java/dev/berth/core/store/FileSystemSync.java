package dev.berth.core.store;

import java.io.IOException;
import java.nio.file.Path;

/** Writes out all that is on a file system (syncfs(2)). */
@FunctionalInterface
public interface FileSystemSync {

    /** By sync(1): Java has no call for it. */
    FileSystemSync COMMAND =
            folder -> {
                Process sync =
                        new ProcessBuilder("sync", "-f", folder.toString())
                                .redirectErrorStream(true)
                                .start();
                String said = new String(sync.getInputStream().readAllBytes()).strip();
                if (sync.waitFor() != 0) {
                    throw new IOException(said);
                }
            };

    /** Writes out the file system that a folder is on. */
    void sync(Path folder) throws IOException, InterruptedException;
}
