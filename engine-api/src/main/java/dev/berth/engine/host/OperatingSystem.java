package dev.berth.engine.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating system by its os-release(5), as dockerd shows it.
 *
 * @param name {@code PRETTY_NAME}, with {@code (containerized)} after it where process 1 is in a
 *     control group of its own
 * @param version {@code VERSION_ID}, empty if it has none
 */
public record OperatingSystem(String name, String version) {

    /** Reads that of a host. */
    public static OperatingSystem read(HostFiles host) {
        List<String> release =
                Stream.of("etc/os-release", "usr/lib/os-release")
                        .map(host::lines)
                        .filter(lines -> !lines.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        String name = value(release, "PRETTY_NAME").orElse("Linux");
        return new OperatingSystem(
                isContainerized(host) ? name + " (containerized)" : name,
                value(release, "VERSION_ID").orElse(""));
    }

    /** The last assignment counts, as in a shell; its quotes and backslashes are the shell's. */
    private static Optional<String> value(List<String> release, String name) {
        return release.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "="))
                .map(line -> unquoted(line.substring(name.length() + 1)))
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> second);
    }

    private static String unquoted(String text) {
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        boolean quoted =
                text.length() > 1
                        && (quote == '"' || quote == '\'')
                        && text.charAt(text.length() - 1) == quote;
        String inner = quoted ? text.substring(1, text.length() - 1) : text;
        return quote == '\'' ? inner : inner.replaceAll("\\\\(.)", "$1");
    }

    private static boolean isContainerized(HostFiles host) {
        return host.lines("proc/1/cgroup").stream()
                .anyMatch(
                        line ->
                                !line.isEmpty()
                                        && !line.endsWith("/")
                                        && !line.endsWith("init.scope"));
    }
}
