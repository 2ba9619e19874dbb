package dev.berth.policy.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A policy as it is each time it is asked: a file, those of the folder {@code NAME.d} beside it,
 * and configurations, which are one policy together. It is parsed anew when something of it has
 * changed. One that became wrong leaves the last good policy to what is installed already; what is
 * new is not judged by it. Thread-safe; two threads at once may both parse it.
 */
public final class PolicyFile {
    private final Path path;
    private final InstantSource clock;
    private final boolean required;
    private final AtomicReference<Reading> last =
            new AtomicReference<>(new Reading(State.NONE, List.of(), Optional.empty()));

    /**
     * What a policy says.
     *
     * @param good the last policy that was right; empty if there was none since the start
     * @param problem why it is not the present one; empty if it is
     */
    public record State(Optional<PolicyDocument> good, Optional<String> problem) {
        /** Of a host that has no policy. */
        public static final State NONE = new State(Optional.empty(), Optional.empty());
    }

    /**
     * What was read, and of what.
     *
     * @param stamps of all that it depends on; empty if it has to be read again all the same
     */
    private record Reading(
            State state, List<ScopeProperties> configured, Optional<List<FileStamp>> stamps) {
        boolean holds(List<ScopeProperties> now) {
            return stamps.isPresent()
                    && configured.equals(now)
                    && stamps.get().stream().allMatch(FileStamp::isCurrent);
        }
    }

    /**
     * @param required whether a file that is not there is a wrong one, and not an absent policy
     */
    public PolicyFile(Path path, boolean required, InstantSource clock) {
        this.path = Objects.requireNonNull(path, "path");
        this.required = required;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns the present policy, if it is right; asked when a plugin is installed or started.
     *
     * @param scopes that are configured now
     */
    public State read(List<ScopeProperties> scopes) {
        Reading before = last.get();
        if (before.holds(scopes)) {
            return before.state();
        }
        Reading now = read(before.state().good(), scopes);
        last.set(now);
        return now.state();
    }

    private Reading read(Optional<PolicyDocument> good, List<ScopeProperties> scopes) {
        PolicyFolder folder = new PolicyFolder(path.toAbsolutePath().getParent());
        try {
            List<PolicyPart> parts = parts(folder, scopes);
            State state =
                    new State(
                            parts.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(PolicyDocument.of(parts)),
                            Optional.empty());
            List<FileStamp> stamps = folder.stamps();
            boolean settled = stamps.stream().allMatch(stamp -> stamp.isSettled(clock.instant()));
            return new Reading(state, scopes, settled ? Optional.of(stamps) : Optional.empty());
        } catch (IOException e) {
            return wrong(good, "%s: %s".formatted(path, e.getMessage()));
        } catch (InvalidPolicyException e) {
            return wrong(good, e.getMessage());
        }
    }

    private static Reading wrong(Optional<PolicyDocument> good, String problem) {
        return new Reading(new State(good, Optional.of(problem)), List.of(), Optional.empty());
    }

    private List<PolicyPart> parts(PolicyFolder folder, List<ScopeProperties> scopes)
            throws IOException, InvalidPolicyException {
        ScopeReader reader = new ScopeReader(folder, clock);
        PolicyReader files = new PolicyReader(reader);
        List<PolicyPart> parts = new ArrayList<>();
        if (folder.has(path) || required) {
            PolicyPart main = files.read(path.toString(), folder.read(path));
            if (main.fallback().isEmpty()) {
                throw new InvalidPolicyException(
                        "%s: field /default is missing".formatted(path), null);
            }
            parts.add(main);
        }
        for (Path file : more(folder)) {
            parts.add(files.read(file.toString(), read(folder, file)));
        }
        for (ScopeProperties scope : scopes) {
            parts.add(scope.read(reader));
        }
        return parts;
    }

    private List<Path> more(PolicyFolder folder) throws IOException, InvalidPolicyException {
        String name = path.getFileName().toString().replaceFirst("\\.json$", "") + ".d";
        Path parts = path.resolveSibling(name);
        try {
            return folder.parts(parts);
        } catch (IOException e) {
            throw new InvalidPolicyException("%s: %s".formatted(parts, e.getMessage()), e);
        }
    }

    private static byte[] read(PolicyFolder folder, Path file) throws InvalidPolicyException {
        try {
            return folder.read(file);
        } catch (IOException e) {
            throw new InvalidPolicyException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
