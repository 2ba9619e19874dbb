package dev.berth.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs of this machine: run to their end, or copied into a root filesystem. */
public final class Programs {
    private Programs() {}

    /** Returns where a program is whose Debian package is called as it is. */
    public static String find(String name) {
        return find(name, name);
    }

    /** Returns where a program is, or says which of Debian's packages has it. */
    public static String find(String name, String debianPackage) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/sbin", "/usr/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the tests need %s: apt-get install %s"
                                                .formatted(name, debianPackage)))
                .toString();
    }

    /**
     * Runs a program, and returns what it printed on both streams.
     *
     * @throws IOException if it ends with another code than 0
     */
    public static String run(String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
        return run(new ProcessBuilder(command));
    }

    /** Runs a program that was prepared, and returns what it printed on both streams. */
    public static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(
                    "%s ended with %d: %s"
                            .formatted(String.join(" ", builder.command()), code, output));
        }
        return output;
    }

    /**
     * Runs a program with an input, and returns what it wrote on its standard output.
     *
     * @throws IOException if it ends with another code than 0
     */
    public static byte[] filter(byte[] input, List<String> command)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            Thread feeder = new Thread(() -> feed(process, input), "test-feeder");
            feeder.start();
            byte[] output = process.getInputStream().readAllBytes();
            feeder.join();
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(
                        "%s ended with %d: %s"
                                .formatted(
                                        String.join(" ", command),
                                        code,
                                        new String(Files.readAllBytes(errors))));
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // The program has read enough.
            return;
        }
    }

    /** Copies a program and the libraries that it is linked with. */
    public static void copyInto(Path rootfs, String name) throws IOException, InterruptedException {
        copyFile(rootfs, Path.of(find(name)));
        for (String word : run("ldd", find(name)).split("\\s+")) {
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
