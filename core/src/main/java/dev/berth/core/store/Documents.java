package dev.berth.core.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Plugin documents as files. */
final class Documents {
    private static final String FILE = "plugin.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private Documents() {}

    static void write(Path folder, PluginDocument document) {
        try {
            Durable.write(folder.resolve(FILE), JSON.writeValueAsBytes(document));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a plugin document is always JSON", e);
        }
    }

    /**
     * Reads a plugin's document.
     *
     * @throws IOException if it cannot be read, is not one, is another plugin's, or is of a later
     *     format; the message says which
     */
    static PluginDocument read(Path folder) throws IOException {
        PluginDocument document;
        try {
            document =
                    JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), PluginDocument.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(FILE + " is damaged: " + e.getOriginalMessage(), e);
        }
        if (document.format() > PluginDocument.FORMAT) {
            throw new IOException(
                    "%s was written by a later version (format %d, this one reads up to %d)"
                            .formatted(FILE, document.format(), PluginDocument.FORMAT));
        }
        if (!folder.getFileName().toString().equals(document.id())) {
            throw new IOException(FILE + " is another plugin's: " + document.id());
        }
        if (Stream.of(
                        document.name(),
                        document.rootfs(),
                        document.manifest(),
                        document.config(),
                        document.settings())
                .anyMatch(Objects::isNull)) {
            throw new IOException(FILE + " is damaged: a part of it is missing");
        }
        return document;
    }
}
