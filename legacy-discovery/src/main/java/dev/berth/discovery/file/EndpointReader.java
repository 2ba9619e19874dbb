package dev.berth.discovery.file;

import dev.berth.discovery.place.CandidateFile;
import dev.berth.spi.LegacyEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what a file tells of a plugin. */
public final class EndpointReader {
    private static final int LARGEST = 64 << 10;

    private EndpointReader() {}

    /** Reads one file. */
    public static LegacyEndpoint read(CandidateFile place) throws UnusableFileException {
        try {
            return content(place);
        } catch (InvalidPathException e) {
            throw UnusableFileException.of(
                    place.file(), "has a path that cannot be one: " + e.getMessage(), e);
        }
    }

    private static LegacyEndpoint content(CandidateFile place) throws UnusableFileException {
        Path file = place.file();
        return switch (place.kind()) {
            case SOCKET -> endpoint(place, socketAddress(file), Optional.empty());
            case SPEC -> endpoint(place, PluginAddress.parse(file, text(file)), Optional.empty());
            case JSON -> {
                JsonFile json = JsonFile.parse(file, text(file));
                yield endpoint(place, json.address(), json.tls());
            }
        };
    }

    private static LegacyEndpoint endpoint(
            CandidateFile place, URI address, Optional<LegacyEndpoint.Tls> tls) {
        return new LegacyEndpoint(place.name(), address, tls, place.file());
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
