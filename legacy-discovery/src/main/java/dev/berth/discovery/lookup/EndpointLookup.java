package dev.berth.discovery.lookup;

import dev.berth.discovery.file.EndpointReader;
import dev.berth.discovery.file.SocketIdentity;
import dev.berth.discovery.file.UnusableFileException;
import dev.berth.discovery.folder.CandidateFile;
import dev.berth.discovery.folder.DiscoveryFolders;
import dev.berth.discovery.folder.FileKind;
import dev.berth.shared.thread.PendingCalls;
import dev.berth.spi.LegacyEndpoint;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Finds the endpoint of one name as it is now: of the files it may have, the first there counts.
 */
public final class EndpointLookup {
    private final DiscoveryFolders folders;
    private final EndpointReader reader;
    private final PendingCalls<String, LookupResult> lookups;
    private final Duration limit;

    /**
     * What was found for a name.
     *
     * @param found the endpoint; empty also if the file that counts cannot be used
     * @param problems about files that cannot be used, or do not count
     * @param alsoWatch links, and sockets that files name: the result depends on them too
     * @param late whether its files were not read in time, and nothing is known
     */
    public record LookupResult(
            Optional<FoundEndpoint> found,
            List<FileProblem> problems,
            List<Path> alsoWatch,
            boolean late) {

        static LookupResult unknown(FileProblem problem) {
            return new LookupResult(Optional.empty(), List.of(problem), List.of(), true);
        }
    }

    /**
     * @param limit how long the files of a name may take to be read
     * @param afterLate is run when some were read after that
     */
    public EndpointLookup(
            DiscoveryFolders folders, EndpointReader reader, Duration limit, Runnable afterLate) {
        this.folders = folders;
        this.reader = reader;
        this.limit = limit;
        this.lookups = new PendingCalls<>("berth-discovery-read", this::read, afterLate);
    }

    /** Finds a name's endpoint, among files read now, on a thread of their own. */
    public LookupResult find(String name) {
        try {
            return lookups.call(name, limit);
        } catch (TimeoutException e) {
            return LookupResult.unknown(late(name));
        } catch (ExecutionException e) {
            return LookupResult.unknown(
                    FileProblem.warning(
                            "plugin %s cannot be looked up: %s".formatted(name, e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LookupResult.unknown(late(name));
        }
    }

    private FileProblem late(String name) {
        return FileProblem.warning(
                "the files of plugin %s (%s.spec and such) were not read within %s s: a file system"
                                .formatted(name, name, limit.toMillis() / 1000.0)
                        + " hangs");
    }

    private LookupResult read(String name) {
        List<CandidateFile> candidates = folders.candidates(name);
        List<CandidateFile> present = candidates.stream().filter(EndpointLookup::isThere).toList();
        List<FileProblem> problems = new ArrayList<>();
        List<Optional<FoundEndpoint>> content =
                present.stream().map(file -> read(file, problems)).toList();
        Optional<FoundEndpoint> first = content.stream().findFirst().flatMap(found -> found);
        content.stream()
                .skip(1)
                .flatMap(Optional::stream)
                .filter(other -> !hasSameAddress(first, other))
                .forEach(other -> problems.add(duplicate(present.get(0), other)));
        return new LookupResult(first, problems, alsoWatch(candidates, content), false);
    }

    /** Returns whether a file is there; what is called like a socket and is none does not count. */
    private static boolean isThere(CandidateFile candidate) {
        return candidate.kind() == FileKind.SOCKET
                ? SocketIdentity.of(candidate.file()).isPresent()
                : Files.exists(candidate.file(), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<FoundEndpoint> read(CandidateFile candidate, List<FileProblem> problems) {
        try {
            LegacyEndpoint endpoint = reader.read(candidate);
            Optional<SocketIdentity> socket = socketOf(endpoint).flatMap(SocketIdentity::of);
            return Optional.of(new FoundEndpoint(endpoint, socket));
        } catch (UnusableFileException e) {
            problems.add(new FileProblem(e.getMessage(), !e.isEmptyFile()));
            return Optional.empty();
        }
    }

    private static Optional<Path> socketOf(LegacyEndpoint endpoint) {
        return endpoint.address().getScheme().equals("unix")
                ? Optional.of(Path.of(endpoint.address().getPath()))
                : Optional.empty();
    }

    private static boolean hasSameAddress(Optional<FoundEndpoint> first, FoundEndpoint other) {
        return first.map(FoundEndpoint::endpoint)
                .filter(endpoint -> endpoint.address().equals(other.endpoint().address()))
                .filter(endpoint -> endpoint.tls().equals(other.endpoint().tls()))
                .isPresent();
    }

    private static FileProblem duplicate(CandidateFile counts, FoundEndpoint other) {
        return FileProblem.warning(
                "plugin %s is told of more than once: %s counts, not %s; remove one of them"
                        .formatted(counts.name(), counts.file(), other.endpoint().source()));
    }

    private static List<Path> alsoWatch(
            List<CandidateFile> candidates, List<Optional<FoundEndpoint>> content) {
        List<Path> paths = new ArrayList<>();
        candidates.stream()
                .map(CandidateFile::file)
                .filter(Files::isSymbolicLink)
                .forEach(paths::add);
        content.stream()
                .flatMap(Optional::stream)
                .map(FoundEndpoint::endpoint)
                .flatMap(
                        endpoint ->
                                socketOf(endpoint)
                                        .filter(socket -> !socket.equals(endpoint.source()))
                                        .stream())
                .forEach(socket -> paths.add(socket.normalize()));
        return paths;
    }
}
