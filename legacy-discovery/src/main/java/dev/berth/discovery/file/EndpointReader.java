package dev.berth.discovery.file;

import dev.berth.discovery.folder.CandidateFile;
import dev.berth.spi.LegacyEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads a plugin's endpoint from a socket's name, a {@code .spec} or a {@code .json} file. */
public final class EndpointReader {
    private final SpecFileCheck check;

    /**
     * @param owner a user whose spec files count besides root's and this process's; empty for none
     */
    public EndpointReader(String owner) {
        this.check = new SpecFileCheck(owner);
    }

    /** Reads one file, one that {@link SpecFileCheck} trusts unless it is a socket. */
    public LegacyEndpoint read(CandidateFile candidate) throws UnusableFileException {
        try {
            return content(candidate);
        } catch (InvalidPathException e) {
            throw UnusableFileException.of(
                    candidate.file(), "has a path that cannot be one: " + e.getMessage(), e);
        }
    }

    private LegacyEndpoint content(CandidateFile candidate) throws UnusableFileException {
        Path file = candidate.file();
        return switch (candidate.kind()) {
            case SOCKET -> endpoint(candidate, socketAddress(file));
            case SPEC -> endpoint(candidate, PluginAddress.parse(file, text(file)));
            case JSON -> {
                JsonSpec spec = JsonSpec.parse(file, text(file));
                LegacyEndpoint plain = endpoint(candidate, spec.address());
                yield spec.tls().map(plain::withTls).orElse(plain);
            }
        };
    }

    private static LegacyEndpoint endpoint(CandidateFile candidate, URI address) {
        return LegacyEndpoint.of(candidate.name(), address, candidate.file());
    }

    private static URI socketAddress(Path socket) throws UnusableFileException {
        try {
            return PluginAddress.checked(
                    socket, new URI("unix", "", socket.toString(), null, null));
        } catch (URISyntaxException e) {
            throw UnusableFileException.of(socket, "has a name that no address can have", e);
        }
    }

    private String text(Path file) throws UnusableFileException {
        check.check(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(SpecFileCheck.LARGEST);
            String text = new String(content, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw UnusableFileException.empty(file);
            }
            return text;
        } catch (IOException e) {
            throw UnusableFileException.of(file, "cannot be read: " + e, e);
        }
    }
}
