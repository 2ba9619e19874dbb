package dev.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program in Go that is one file and needs nothing but the standard library, built static: what a
 * test has in place of somebody else's plugin.
 */
public final class GoProgram {
    private GoProgram() {}

    /**
     * Builds a program unless it is there, and newer than its source.
     *
     * @param source the file
     * @param target the folder for what is built. Go's cache is the user's, which all rooms share:
     *     the standard library is compiled once
     * @return the program, called as the source without {@code .go}
     */
    public static synchronized Path build(Path source, Path target)
            throws IOException, InterruptedException {
        String name = source.getFileName().toString().replaceFirst("\\.go$", "");
        Path program = Files.createDirectories(target.toAbsolutePath()).resolve(name);
        if (Files.exists(program) && newer(program, source)) {
            return program;
        }
        ProcessBuilder build =
                new ProcessBuilder(
                        Programs.find("go", "golang-go"),
                        "build",
                        "-trimpath",
                        "-ldflags=-s -w",
                        "-o",
                        program.toString(),
                        source.toAbsolutePath().toString());
        build.environment()
                .putAll(
                        Map.of(
                                "CGO_ENABLED",
                                "0",
                                "GO111MODULE",
                                "off",
                                "GOCACHE",
                                Path.of(System.getProperty("user.home"), ".cache", "go-build")
                                        .toString(),
                                "GOTOOLCHAIN",
                                "local"));
        Programs.run(build);
        return program;
    }

    private static boolean newer(Path program, Path source) throws IOException {
        return Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) > 0;
    }
}
