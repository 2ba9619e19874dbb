package dev.berth.core.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GNU tar, and other programs of the host. */
public final class Tar {
    private Tar() {}

    /** Packs files of a folder in one of tar's formats. */
    public static byte[] pack(Path folder, String format, String... more) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("tar", "-C", folder.toString(), "--format=" + format));
        command.addAll(List.of("--numeric-owner", "-cf", "-"));
        command.addAll(List.of(more));
        return run(command, new byte[0]);
    }

    /** Unpacks an archive with all that tar can restore. */
    public static void unpack(byte[] archive, Path folder) throws Exception {
        Files.createDirectories(folder);
        run(
                List.of(
                        "tar",
                        "-C",
                        folder.toString(),
                        "--xattrs",
                        "--xattrs-include=*",
                        "--numeric-owner",
                        "--same-owner",
                        "-pxf",
                        "-"),
                archive);
    }

    /** Runs a program, and returns what it writes. */
    public static byte[] run(List<String> command, byte[] input) throws Exception {
        Path errors = Files.createTempFile("run", ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        Thread feeder = new Thread(() -> feed(process, input), "test-feeder");
        feeder.start();
        byte[] output;
        try (InputStream out = process.getInputStream()) {
            output = out.readAllBytes();
        }
        feeder.join();
        int code = process.waitFor();
        String said = Files.readString(errors, StandardCharsets.ISO_8859_1);
        Files.delete(errors);
        if (code != 0) {
            throw new IOException(command + " ended with " + code + ": " + said);
        }
        return output;
    }

    private static void feed(Process process, byte[] input) {
        try (var in = process.getOutputStream()) {
            new ByteArrayInputStream(input).transferTo(in);
        } catch (IOException e) {
            // The program has read enough.
            return;
        }
    }
}
