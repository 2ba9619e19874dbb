package dev.berth.engine.route;

import java.util.Locale;

/**
 * What the engine says of itself.
 *
 * @param version Berth's
 * @param arch in Docker's words, {@code amd64}
 * @param kernel the kernel's release
 */
public record EngineFacts(String version, String os, String arch, String kernel) {

    /** Returns the facts of this process. */
    public static EngineFacts here(String version) {
        return new EngineFacts(
                version,
                System.getProperty("os.name").toLowerCase(Locale.ROOT),
                arch(System.getProperty("os.arch")),
                System.getProperty("os.version"));
    }

    private static String arch(String java) {
        return switch (java) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
