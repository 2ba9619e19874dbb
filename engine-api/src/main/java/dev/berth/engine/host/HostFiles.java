package dev.berth.engine.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host's files that tell what it is. Each may be missing: a host need not have all.
 *
 * @param root {@code /}
 */
public record HostFiles(Path root) {
    /** Those of this host. */
    public static final HostFiles HERE = new HostFiles(Path.of("/"));

    /** Much more than any of these files has. */
    private static final int LONGEST = 1 << 16;

    /** Returns the lines of a file, none if it cannot be read. */
    List<String> lines(String file) {
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns what follows the name in the line {@code NAME: …} of a file. */
    Optional<String> field(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Returns whether a switch of the kernel, {@code /proc/sys/…}, is on. */
    public boolean isOn(String file) {
        return lines(file).equals(List.of("1"));
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    /** Returns the number of a folder's entries, -1 if it cannot be read. */
    long entries(String folder) {
        try (Stream<Path> found = Files.list(root.resolve(folder))) {
            return found.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
