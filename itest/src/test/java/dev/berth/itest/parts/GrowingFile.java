package dev.berth.itest.parts;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits with inotify until a file in a folder has so many bytes. */
public final class GrowingFile {
    private GrowingFile() {}

    /** Waits until some file in a folder has so many bytes, and returns it. */
    public static Path in(Path folder, long bytes) throws IOException, InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                Path found = largeEnough(folder, bytes);
                if (found != null) {
                    return found;
                }
                WatchKey key = watch.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
                if (key == null) {
                    throw new AssertionError("no file in " + folder + " grows to " + bytes);
                }
                key.pollEvents();
                key.reset();
            }
        }
    }

    private static Path largeEnough(Path folder, long bytes) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.size(file) >= bytes) {
                    return file;
                }
            }
            return null;
        }
    }
}
