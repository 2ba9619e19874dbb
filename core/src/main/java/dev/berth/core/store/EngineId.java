package dev.berth.core.store;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.log.Logger;

/**
 * The engine's ID in the file {@code engine-id}, which dockerd has too: a random UUID (RFC 9562),
 * made at the first start in a root and kept from then on.
 */
final class EngineId {
    /** A UUID, or the key's fingerprint that dockerd had before; a root may take over either. */
    private static final Pattern FORM =
            Pattern.compile(
                    "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
                            + "|[A-Z2-7]{4}(:[A-Z2-7]{4}){11}");

    /** The longer form, and the ends of lines that an editor adds. */
    private static final int LONGEST = 64;

    private EngineId() {}

    /**
     * Returns the ID in a file; one that is missing or damaged is written anew. If that fails, as
     * on a full disk, the ID holds until the engine stops.
     */
    static String of(Path file, Logger log) {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            return write(file, log);
        } catch (IOException e) {
            log.warn("{} is damaged: {}; the engine gets another ID", file, e.getMessage());
            return write(file, log);
        }
    }

    /** Looks before it reads: a pipe in its place would never end. */
    private static String read(Path file) throws IOException {
        FileStatus status = FileStatus.of(file);
        if (!status.isRegular() || status.size() > LONGEST) {
            throw new IOException("it is not a file with an ID");
        }
        String id = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!FORM.matcher(id).matches()) {
            throw new IOException("what it has is not a UUID");
        }
        return id;
    }

    private static String write(Path file, Logger log) {
        String id = UUID.randomUUID().toString();
        try {
            new DurableFiles(log).write(file, id.getBytes(StandardCharsets.ISO_8859_1));
        } catch (PluginStorageException e) {
            log.warn("the engine has another ID after its next start: {}", e.getMessage());
        }
        return id;
    }
}
