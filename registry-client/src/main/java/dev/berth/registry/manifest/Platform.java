package dev.berth.registry.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The platform of a manifest: operating system, architecture, variant.
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}, {@code arm64}, {@code arm}
 * @param variant {@code v7}, or empty
 */
public record Platform(String os, String architecture, String variant) {
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "aarch64", "arm64", "x86", "386", "i386", "386");
    private static final List<String> ARM = List.of("v8", "v7", "v6", "v5");

    public Platform {
        variant = usual(architecture).equals(variant) ? "" : variant;
    }

    /**
     * Parses {@code os/architecture[/variant]}.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
            throw new IllegalArgumentException(
                    "platform \"%s\" is not OS/ARCHITECTURE[/VARIANT]".formatted(text));
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /** Returns the platform that this Java runs on. */
    public static Platform host() {
        String java = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String architecture =
                java.startsWith("arm") ? "arm" : ARCHITECTURES.getOrDefault(java, java);
        return new Platform("linux", architecture, "");
    }

    /** Returns all platforms whose plugins run on this one, the best first. */
    List<Platform> runnable() {
        return switch (architecture) {
            case "amd64" -> List.of(this, plain("amd64"), plain("386"));
            case "arm64" -> concat(List.of(this, plain("arm64")), arms("v8"));
            case "arm" -> arms(variant.isEmpty() ? usual("arm") : variant);
            default -> List.of(this);
        };
    }

    private List<Platform> arms(String best) {
        int first = Math.max(0, ARM.indexOf(best));
        return ARM.subList(first, ARM.size()).stream()
                .map(one -> new Platform(os, "arm", one))
                .toList();
    }

    private Platform plain(String other) {
        return new Platform(os, other, "");
    }

    private static List<Platform> concat(List<Platform> first, List<Platform> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** Returns the variant that an architecture has when none is named. */
    private static String usual(String architecture) {
        return switch (architecture) {
            case "amd64" -> "v1";
            case "arm64" -> "v8";
            case "arm" -> "v7";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
