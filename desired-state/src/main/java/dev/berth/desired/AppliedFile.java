package dev.berth.desired;

import dev.berth.desired.document.WantedDocument;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.error.InvalidDesiredStateException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.log.Logger;

/**
 * What was applied, as a document of the same form, in the manager's root, a folder of mode 0700.
 * With a file that cannot be read nothing is wanted by it, and no plugin is changed.
 */
record AppliedFile(Path file, WantedDocument form, Logger log) {

    List<AppliedWish> read() {
        try {
            return form.read(Files.readAllBytes(file)).stream().map(AppliedWish::of).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | PluginException e) {
            log.error(
                    "{} cannot be read: what it wants is not looked after until it is applied"
                            + " again: {}",
                    file,
                    e.getMessage());
            return List.of();
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
        } catch (IOException | InvalidDesiredStateException e) {
            throw new PluginStorageException(
                    file, "%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
