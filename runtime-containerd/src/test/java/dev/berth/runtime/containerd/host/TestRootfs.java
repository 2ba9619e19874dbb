package dev.berth.runtime.containerd.host;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A root filesystem with a shell, perl and a few programs, all copied from this machine. */
public final class TestRootfs {
    private TestRootfs() {}

    public static Path make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tmp"));
        Files.createSymbolicLink(folder.resolve("bin"), Path.of("usr/bin"));
        for (String program :
                new String[] {"sh", "sleep", "cat", "mount", "umount", "mkdir", "mknod", "perl"}) {
            Programs.copyInto(folder, program);
        }
        String[] libraries = Programs.run("perl", "-e", "print join(\"\\n\", @INC)").split("\n");
        Path sockets =
                Arrays.stream(libraries)
                        .map(Path::of)
                        .filter(f -> Files.exists(f.resolve("Socket.pm")))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("perl has no Socket module"));
        Programs.copyFolder(folder, sockets);
        return folder;
    }
}
