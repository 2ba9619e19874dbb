package dev.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A release of dockerd, its {@code docker} command, and the containerd, shim and {@code ctr} that
 * belong to it: the system's own, or a Debian suite's, unpacked beside it. runc is the system's:
 * the suites' needs a newer C library, and all releases work with it.
 *
 * @param suite {@code trixie}, or {@link #SYSTEM}
 * @param searchPath where its programs are found first, and runc as well
 */
public record DockerRelease(String suite, String searchPath) {
    /** What stands for the system in place of a suite. */
    public static final String SYSTEM = "this system";

    /** Returns that of this system. */
    public static DockerRelease installed() {
        return new DockerRelease(SYSTEM, System.getenv("PATH") + ":/usr/sbin:/sbin");
    }

    /**
     * Returns that of a Debian suite, unpacked by {@code scripts/peer.sh} below the checkout's
     * {@code target}; several rooms share it.
     *
     * @param checkout the folder of the source
     * @throws IOException with the reason, if its packages cannot be had
     */
    public static DockerRelease of(String suite, Path checkout)
            throws IOException, InterruptedException {
        if (suite.equals(SYSTEM)) {
            return installed();
        }
        Path folder = checkout.toRealPath().resolve("target/peers").resolve(suite);
        try {
            Programs.run(
                    checkout.resolve("scripts/peer.sh").toString(),
                    folder.toString(),
                    suite,
                    "docker.io",
                    "docker-cli",
                    "containerd");
        } catch (IOException e) {
            throw new IOException(
                    "docker and containerd of Debian %s cannot be had: %s"
                            .formatted(suite, e.getMessage()),
                    e);
        }
        return new DockerRelease(
                suite,
                "%1$s/usr/bin:%1$s/usr/sbin:%2$s".formatted(folder, installed().searchPath()));
    }

    /** Returns where a program of it is, if it is there. */
    public Optional<Path> find(String program) {
        for (String folder : searchPath.split(":")) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
