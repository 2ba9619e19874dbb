package dev.berth.desired;

import dev.berth.driver.JsonObject;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;

/**
 * Which configurations have come true, by their fingerprints, in the manager's root: what a user
 * has done since then holds over restarts. Without the file, or with one that cannot be read, all
 * configurations are applied anew.
 */
final class SettledFile {
    private final Path file;
    private final Logger log;

    SettledFile(Path file, Logger log) {
        this.file = file;
        this.log = log;
    }

    /** Returns the fingerprint of each PID. */
    Map<String, String> read() {
        Map<String, String> settled = new TreeMap<>();
        try {
            JsonCodec.parse(Files.readAllBytes(file))
                    .members()
                    .forEach((pid, fingerprint) -> settled.put(pid, String.valueOf(fingerprint)));
        } catch (NoSuchFileException e) {
            return settled;
        } catch (IOException e) {
            log.warn("{} cannot be read; all configurations of plugins are applied anew", file, e);
        }
        return settled;
    }

    void write(Map<String, String> settled) {
        try {
            AtomicFile.write(file, JsonCodec.write(JsonObject.of(Map.copyOf(settled))));
        } catch (IOException e) {
            log.warn("{} cannot be written", file, e);
        }
    }
}
