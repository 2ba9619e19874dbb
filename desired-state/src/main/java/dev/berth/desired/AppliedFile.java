package dev.berth.desired;

import dev.berth.desired.document.WantedDocument;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.plugin.error.InvalidDesiredStateException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.file.UnsyncedException;
import dev.berth.shared.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;

/**
 * What was applied, as a document of the same form, in the manager's root, a folder of mode 0700.
 * With a file that cannot be read nothing is wanted by it, and no plugin is changed; it is kept
 * beside, as {@code applied.json.damaged}.
 */
record AppliedFile(Path file, WantedDocument form, Logger log) {

    List<AppliedWish> read() {
        try {
            return form.read(bytes()).stream().map(AppliedWish::of).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | PluginException e) {
            log.error(
                    "{} cannot be read: what it wants is not looked after until it is applied"
                            + " again: {}",
                    file,
                    e.getMessage());
            putAside();
            return List.of();
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(DesiredPlugins.MAX_BYTES + 1);
        }
    }

    /** The next document that is applied would overwrite it. */
    private void putAside() {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.error("it is kept as {}", aside);
        } catch (IOException e) {
            log.error("it cannot be kept as {}: {}", aside, e.getMessage());
        }
    }

    /**
     * Writes all that is wanted.
     *
     * @throws PluginStorageException if that fails; then the file is what it was
     */
    void write(Collection<AppliedWish> wishes) {
        List<Map<String, Object>> plugins = new ArrayList<>();
        wishes.forEach(wish -> plugins.add(new TreeMap<>(wish.entry().properties())));
        byte[] document = JsonCodec.write(JsonObject.of(Map.of("plugins", plugins)));
        try {
            // Several documents may be too large together.
            form.read(document);
            AtomicFile.write(file, document);
        } catch (UnsyncedException e) {
            log.error("{}; a power cut may undo it, check the disk", e.getMessage());
        } catch (IOException | InvalidDesiredStateException e) {
            throw new PluginStorageException(
                    file, "%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
