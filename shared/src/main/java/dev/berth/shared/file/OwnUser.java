package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user of this process, who owns {@code /proc/self} (proc(5)). */
public final class OwnUser {
    private static final int ROOT = 0;

    private OwnUser() {}

    /** Returns whether a file's owner is root or this process's user. */
    public static boolean isOrRoot(int user) throws IOException {
        return user == ROOT || user == (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
