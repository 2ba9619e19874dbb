package dev.berth.policy.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy file as it is each time it is asked. One that became wrong leaves the last good policy
 * to what is installed already; what is new is not judged by it. Thread-safe.
 */
public final class PolicyFile {
    private final Path path;
    private final PolicyReader reader;
    private final boolean required;
    private Optional<PolicyDocument> good = Optional.empty();

    /**
     * What a file says.
     *
     * @param good the last policy that was right; empty if there was none since the start
     * @param problem why it is not the present one; empty if it is
     */
    public record State(Optional<PolicyDocument> good, Optional<String> problem) {}

    /**
     * @param required whether a file that is not there is a wrong one, and not an absent policy
     */
    public PolicyFile(Path path, boolean required, InstantSource clock) {
        this.path = Objects.requireNonNull(path, "path");
        this.required = required;
        this.reader = new PolicyReader(path.toAbsolutePath().getParent(), clock);
    }

    /** Reads the file. It is small, and asked for when a plugin is installed or started. */
    public synchronized State read() {
        try {
            if (!required && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                good = Optional.empty();
                return new State(good, Optional.empty());
            }
            good = Optional.of(reader.read(PolicyFolder.read(path)));
            return new State(good, Optional.empty());
        } catch (IOException | InvalidPolicyException e) {
            return new State(good, Optional.of("%s: %s".formatted(path, e.getMessage())));
        }
    }
}
