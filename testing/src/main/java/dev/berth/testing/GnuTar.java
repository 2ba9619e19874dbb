package dev.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GNU tar, the program. */
public final class GnuTar {
    private static final byte[] NOTHING = {};

    private GnuTar() {}

    /** Packs files of a folder in one of tar's formats. */
    public static byte[] pack(Path folder, String format, String... more)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tar", "-C", folder.toString(), "--format=" + format));
        command.addAll(List.of("--numeric-owner", "-cf", "-"));
        command.addAll(List.of(more));
        return Programs.filter(NOTHING, command);
    }

    /** Unpacks an archive with all that tar can restore. */
    public static void unpack(byte[] archive, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Programs.filter(
                archive,
                List.of(
                        "tar",
                        "-C",
                        folder.toString(),
                        "--xattrs",
                        "--xattrs-include=*",
                        "--numeric-owner",
                        "--same-owner",
                        "-pxf",
                        "-"));
    }
}
