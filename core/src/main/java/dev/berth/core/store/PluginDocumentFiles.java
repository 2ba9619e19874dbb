package dev.berth.core.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.Utf8Json;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads and writes {@code plugin.json}. */
final class PluginDocumentFiles {
    private static final String FILE = "plugin.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addModule(StoredDescriptor.module())
                    .build();
    private static final ObjectReader READER = JSON.readerFor(PluginDocument.class);

    private PluginDocumentFiles() {}

    static void write(DurableFiles files, Path folder, PluginDocument document) {
        files.write(folder.resolve(FILE), bytes(document));
    }

    /** Writes into a folder that nobody reads yet, without a sync. */
    static void stage(Path folder, PluginDocument document) {
        Path file = folder.resolve(FILE);
        try {
            Files.write(file, bytes(document), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw DurableFiles.failure("write", file, e);
        }
    }

    private static byte[] bytes(PluginDocument document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a plugin document is always JSON", e);
        }
    }

    /** Deletes what a killed engine had begun to write. */
    static void deleteAbandoned(Path folder) throws IOException {
        AtomicFile.deleteAbandoned(folder.resolve(FILE));
    }

    /** Returns whether a folder certainly has no document. */
    static boolean isMissing(Path folder) {
        return Files.notExists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads a plugin's document.
     *
     * @throws IOException if it cannot be read, is not one, is another plugin's, or is of a later
     *     format; the message says which
     */
    static PluginDocument read(Path folder) throws IOException {
        PluginDocument document;
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException(FILE + " is no file");
        }
        try {
            document = DocumentReader.bind(Utf8Json.replaced(Files.readAllBytes(file)), READER);
        } catch (InvalidJsonException e) {
            throw new IOException(FILE + " is damaged: " + e.getMessage(), e);
        }
        if (document == null) {
            throw new IOException(FILE + " is damaged: it is null");
        }
        if (document.format() > PluginDocument.FORMAT) {
            throw new IOException(
                    "%s was written by a later version (format %d, this one reads up to %d)"
                            .formatted(FILE, document.format(), PluginDocument.FORMAT));
        }
        if (!folder.getFileName().toString().equals(document.id())) {
            throw new IOException(
                    FILE
                            + " is another plugin's: "
                            + PrintableText.shortened(String.valueOf(document.id())));
        }
        if (hasHoles(document)) {
            throw new IOException(FILE + " is damaged: a part of it is missing");
        }
        requireUsable(document);
        return document;
    }

    /** Returns whether something is missing that each document has. */
    private static boolean hasHoles(PluginDocument document) {
        return Stream.concat(
                        Stream.of(document.name(), document.settings()),
                        document.versions().stream()
                                .flatMap(v -> Stream.of(v.rootfs(), v.manifest(), v.config())))
                .anyMatch(Objects::isNull);
    }

    /** Checks what is used as a path or a name later, while the plugin can still be set aside. */
    private static void requireUsable(PluginDocument document) throws IOException {
        requireReference(document.name());
        for (StoredVersion version : document.versions()) {
            if (!version.rootfs().matches("rootfs(-[0-9]{1,9})?")) {
                throw new IOException(
                        FILE
                                + " is damaged: its rootfs is "
                                + PrintableText.shortened(version.rootfs()));
            }
            if (version.source() != null) {
                requireReference(version.source());
            }
        }
    }

    private static void requireReference(String text) throws IOException {
        try {
            PluginReference.parse(text);
        } catch (InvalidReferenceException e) {
            throw new IOException(FILE + " is damaged: " + PrintableText.line(e.getMessage()), e);
        }
    }
}
