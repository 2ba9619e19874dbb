package dev.berth.itest.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A program of the host that the tests cannot do without. */
final class Program {
    private Program() {}

    /** Returns where the program is, or says which of Debian's packages has it. */
    static String find(String name, String debianPackage) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/sbin", "/usr/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the integration tests need %s: apt-get install %s"
                                                .formatted(name, debianPackage)))
                .toString();
    }
}
