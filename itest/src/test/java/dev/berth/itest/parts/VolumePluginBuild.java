package dev.berth.itest.parts;

import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** The example plugin, built with the JDK that runs the tests; built anew when it has changed. */
final class VolumePluginBuild {
    private VolumePluginBuild() {}

    /** Returns the folder with {@code config.json}, {@code misbehaving.json} and {@code rootfs}. */
    static Path folder() {
        return Path.of(System.getProperty("berth.itest.target"))
                .resolve("volume-plugin-" + Runtime.version().feature());
    }

    static void run() throws IOException, InterruptedException {
        Path source = Path.of(System.getProperty("berth.checkout"), "examples", "volume-plugin");
        Path built = folder();
        if (Files.exists(built.resolve("rootfs")) && !newer(source, built)) {
            return;
        }
        if (Files.exists(built)) {
            TestFolders.delete(built);
        }
        ProcessBuilder build =
                new ProcessBuilder(source.resolve("build.sh").toString(), built.toString());
        build.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Path log = Files.createTempFile("berth-itest", ".log");
        int exit = build.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        String output = Files.readString(log);
        Files.delete(log);
        if (exit != 0) {
            throw new IOException("examples/volume-plugin/build.sh failed:\n" + output);
        }
    }

    private static boolean newer(Path source, Path built) throws IOException {
        FileTime then = Files.getLastModifiedTime(built.resolve("config.json"));
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> !file.startsWith(source.resolve("target")))
                    .filter(Files::isRegularFile)
                    .anyMatch(file -> file.toFile().lastModified() > then.toMillis());
        }
    }
}
