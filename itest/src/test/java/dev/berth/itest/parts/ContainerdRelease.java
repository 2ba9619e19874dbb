package dev.berth.itest.parts;

import dev.berth.testing.DockerRelease;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A release of containerd with the shim and {@code ctr} that belong to it.
 *
 * @param searchPath where its programs are found first, and runc as well
 */
public record ContainerdRelease(String searchPath) {
    /** Where plugins run unless it is configured otherwise. */
    private static final String NAMESPACE = "berth";

    /**
     * Returns that of this system or of a Debian suite; if it cannot be had, the test is skipped,
     * with the reason.
     */
    public static ContainerdRelease of(String suite) throws InterruptedException {
        try {
            Path checkout = Path.of(System.getProperty("berth.checkout"));
            return new ContainerdRelease(DockerRelease.of(suite, checkout).searchPath());
        } catch (IOException e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    /** Returns the same with another search path. */
    public ContainerdRelease withSearchPath(String other) {
        return new ContainerdRelease(other);
    }

    /** Returns what its server says of its version. */
    public String version(Path socket) throws IOException, InterruptedException {
        String said = ctr(socket, "version");
        return said.substring(said.indexOf("Server:")).lines().skip(1).findFirst().orElseThrow();
    }

    /** Returns the process of a plugin, if it runs. */
    public Optional<Long> process(Path socket, String id) throws IOException, InterruptedException {
        return ctr(socket, "tasks", "ls")
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[0].equals(id) && columns[2].equals("RUNNING"))
                .map(columns -> Long.valueOf(columns[1]))
                .findFirst();
    }

    /** Returns all that it has of plugins. */
    public List<String> objects(Path socket) throws IOException, InterruptedException {
        return Stream.of(
                        ctr(socket, "containers", "ls", "-q"),
                        ctr(socket, "tasks", "ls", "-q"),
                        ctr(socket, "leases", "ls", "-q"),
                        ctr(socket, "content", "ls", "-q"))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private String ctr(Path socket, String... arguments) throws IOException, InterruptedException {
        Stream<String> first =
                Stream.of("PATH=" + searchPath, "ctr", "-a", socket.toString(), "-n", NAMESPACE);
        return Programs.run(
                "env", Stream.concat(first, Stream.of(arguments)).toArray(String[]::new));
    }
}
