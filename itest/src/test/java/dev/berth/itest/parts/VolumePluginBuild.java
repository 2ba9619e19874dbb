package dev.berth.itest.parts;

import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The example plugin, built with the JDK that runs the tests, and beside it what misbehaves; built
 * anew when anything that it is made of has changed.
 */
final class VolumePluginBuild {
    private VolumePluginBuild() {}

    /** Returns the folder with {@code config.json} and {@code rootfs}. */
    static Path folder() {
        return Path.of(System.getProperty("berth.itest.target"))
                .resolve("volume-plugin-" + Runtime.version().feature());
    }

    /** Returns the config of what misbehaves, in the same root filesystem. */
    static Path misbehaving() {
        return checkout().resolve("testing-plugin/src/main/plugin/config.json");
    }

    /** Returns the config of what speaks all protocols, in the same root filesystem. */
    static Path protocols() {
        return checkout().resolve("testing-plugin/src/main/plugin/protocols.json");
    }

    private static Path checkout() {
        return Path.of(System.getProperty("berth.checkout"));
    }

    static void run() throws IOException, InterruptedException {
        Path source = checkout().resolve("examples/volume-plugin");
        Path misbehaviour = checkout().resolve("testing-plugin/target/misbehaviour.jar");
        Path built = folder();
        Path stamp = built.resolve("built-of");
        String inputs = sums(source, misbehaviour);
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        if (Files.exists(built)) {
            TestFolders.delete(built);
        }
        build(source, built);
        Files.copy(
                misbehaviour,
                built.resolve("rootfs/opt/plugin/misbehaviour.jar"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(stamp, inputs);
    }

    private static void build(Path source, Path built) throws IOException, InterruptedException {
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

    private static String sums(Path source, Path misbehaviour) throws IOException {
        List<Path> files;
        try (Stream<Path> jars = Files.list(source.resolve("target/jars"))) {
            files =
                    Stream.concat(
                                    Stream.of("build.sh", "image.conf", "config.json")
                                            .map(source::resolve),
                                    Stream.concat(jars.sorted(), Stream.of(misbehaviour)))
                            .toList();
        }
        return files.stream().map(VolumePluginBuild::sum).collect(Collectors.joining());
    }

    private static String sum(Path file) {
        CRC32 sum = new CRC32();
        try {
            sum.update(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "%s %08x%n".formatted(file.getFileName(), sum.getValue());
    }
}
