package dev.berth.discovery.lookup;

import dev.berth.discovery.file.EndpointReader;
import dev.berth.discovery.file.SocketIdentity;
import dev.berth.discovery.file.UnusableFileException;
import dev.berth.discovery.place.CandidateFile;
import dev.berth.discovery.place.DiscoveryFolders;
import dev.berth.discovery.place.FileKind;
import dev.berth.spi.LegacyEndpoint;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the plugin of one name as it is now: the first place that is taken counts. */
public final class EndpointLookup {
    private final DiscoveryFolders folders;

    /**
     * What was found of a name.
     *
     * @param found the plugin; empty also if the file that counts cannot be used
     * @param complaints about files that cannot be used, or do not count
     * @param elsewhere links, and sockets that files name: the answer depends on them too
     */
    public record Result(
            Optional<FoundEndpoint> found, List<FileProblem> complaints, List<Path> elsewhere) {}

    public EndpointLookup(DiscoveryFolders folders) {
        this.folders = folders;
    }

    /** Looks for a name. */
    public Result look(String name) {
        List<CandidateFile> places = folders.places(name);
        List<CandidateFile> taken = places.stream().filter(EndpointLookup::isTaken).toList();
        List<FileProblem> complaints = new ArrayList<>();
        List<Optional<FoundEndpoint>> content =
                taken.stream().map(place -> read(place, complaints)).toList();
        Optional<FoundEndpoint> first = content.stream().findFirst().flatMap(found -> found);
        content.stream()
                .skip(1)
                .flatMap(Optional::stream)
                .filter(other -> !leadsToTheSame(first, other))
                .forEach(other -> complaints.add(overlooked(taken.get(0), other)));
        return new Result(first, complaints, elsewhere(places, content));
    }

    /**
     * Returns whether a place has a file; what is called like a socket and is none does not count.
     */
    private static boolean isTaken(CandidateFile place) {
        return place.kind() == FileKind.SOCKET
                ? SocketIdentity.of(place.file()).isPresent()
                : Files.exists(place.file(), LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<FoundEndpoint> read(CandidateFile place, List<FileProblem> complaints) {
        try {
            LegacyEndpoint endpoint = EndpointReader.read(place);
            Optional<SocketIdentity> socket = socketOf(endpoint).flatMap(SocketIdentity::of);
            return Optional.of(new FoundEndpoint(endpoint, socket));
        } catch (UnusableFileException e) {
            complaints.add(new FileProblem(e.getMessage(), !e.isEmptyFile()));
            return Optional.empty();
        }
    }

    private static Optional<Path> socketOf(LegacyEndpoint endpoint) {
        return endpoint.address().getScheme().equals("unix")
                ? Optional.of(Path.of(endpoint.address().getPath()))
                : Optional.empty();
    }

    private static boolean leadsToTheSame(Optional<FoundEndpoint> first, FoundEndpoint other) {
        return first.map(FoundEndpoint::endpoint)
                .filter(endpoint -> endpoint.address().equals(other.endpoint().address()))
                .filter(endpoint -> endpoint.tls().equals(other.endpoint().tls()))
                .isPresent();
    }

    private static FileProblem overlooked(CandidateFile counts, FoundEndpoint other) {
        return FileProblem.warning(
                "plugin %s is told of more than once: %s counts, not %s; remove one of them"
                        .formatted(counts.name(), counts.file(), other.endpoint().source()));
    }

    private static List<Path> elsewhere(
            List<CandidateFile> places, List<Optional<FoundEndpoint>> content) {
        List<Path> elsewhere = new ArrayList<>();
        places.stream()
                .map(CandidateFile::file)
                .filter(Files::isSymbolicLink)
                .forEach(elsewhere::add);
        content.stream()
                .flatMap(Optional::stream)
                .map(FoundEndpoint::endpoint)
                .flatMap(
                        endpoint ->
                                socketOf(endpoint)
                                        .filter(socket -> !socket.equals(endpoint.source()))
                                        .stream())
                .forEach(socket -> elsewhere.add(socket.normalize()));
        return elsewhere;
    }
}
