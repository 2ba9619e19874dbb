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
import java.nio.file.Path;

/** Reads a plugin's endpoint from a socket's name, a {@code .spec} or a {@code .json} file. */
public final class EndpointReader {
    private static final int LARGEST = 64 << 10;

    private EndpointReader() {}

    /** Reads one file, of a bounded size, and a regular one unless it is a socket. */
    public static LegacyEndpoint read(CandidateFile candidate) throws UnusableFileException {
        try {
            return content(candidate);
        } catch (InvalidPathException e) {
            throw UnusableFileException.of(
                    candidate.file(), "has a path that cannot be one: " + e.getMessage(), e);
        }
    }

    private static LegacyEndpoint content(CandidateFile candidate) throws UnusableFileException {
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

    private static String text(Path file) throws UnusableFileException {
        // Anything else, a FIFO say, might never end, or never begin.
        if (!Files.isRegularFile(file)) {
            throw UnusableFileException.of(file, "is not a readable file: replace or remove it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw UnusableFileException.of(
                        file, "has more than " + LARGEST + " bytes: it should hold one address");
            }
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
