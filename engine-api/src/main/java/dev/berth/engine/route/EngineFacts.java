package dev.berth.engine.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The version, platform and host name that {@code /version} and {@code /info} report.
 *
 * @param version Berth's
 * @param arch in Docker's words, {@code amd64}
 * @param kernel the kernel's release
 * @param host the machine's name
 * @param authorization names of the plugins that authorize requests, in the order they are asked
 */
public record EngineFacts(
        String version,
        String os,
        String arch,
        String kernel,
        String host,
        List<String> authorization) {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Returns the facts of this process. */
    public static EngineFacts here(String version, List<String> authorization) {
        return new EngineFacts(
                version,
                System.getProperty("os.name").toLowerCase(Locale.ROOT),
                arch(System.getProperty("os.arch")),
                System.getProperty("os.version"),
                hostName(),
                authorization);
    }

    private static String arch(String java) {
        return switch (java) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }

    private static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            // Clients only print it.
            return "localhost";
        }
    }

    /** Returns the architecture in the kernel's words, {@code x86_64}. */
    String machine() {
        return switch (arch) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> arch;
        };
    }
}
