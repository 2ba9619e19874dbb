package dev.berth.runtime.containerd.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of this machine, for tests: run here, or copied into a plugin's root filesystem. */
public final class Programs {
    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/bin"),
                    Path.of("/usr/sbin"),
                    Path.of("/bin"),
                    Path.of("/sbin"),
                    Path.of("/usr/local/bin"));

    private Programs() {}

    /** Returns where a program is; a machine without it cannot run these tests. */
    public static Path find(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        name
                                                + " is missing on this machine; these tests need"
                                                + " containerd, runc, perl, ldd and tar"));
    }

    /** Runs a program to its end and returns what it printed. */
    public static String run(String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(find(name).toString()), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    /** Copies a program and the libraries that it is linked with. */
    public static void copyInto(Path rootfs, String name) throws IOException, InterruptedException {
        copyFile(rootfs, find(name));
        for (String word : run("ldd", find(name).toString()).split("\\s+")) {
            if (word.startsWith("/") && Files.exists(Path.of(word))) {
                copyFile(rootfs, Path.of(word));
            }
        }
    }

    /** Copies a folder with all that is in it. */
    public static void copyFolder(Path rootfs, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copyFile(rootfs, file);
            }
        }
    }

    private static void copyFile(Path rootfs, Path file) throws IOException {
        Path target = rootfs.resolve(file.toString().substring(1));
        Files.createDirectories(target.getParent());
        if (!Files.exists(target)) {
            Files.copy(file.toRealPath(), target);
        }
    }
}
