package dev.berth.registry.layout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.push.PluginBlobs;
import dev.berth.registry.push.PushedReferrers.Stored;
import dev.berth.shared.tar.TarWriter;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a layout archive with one plugin, its files in the order of their names. */
final class ArchiveWriter {
    private final PluginReference name;
    private final ManifestReader reader;

    ArchiveWriter(PluginReference name, DocumentLimits limits) {
        this.name = name;
        this.reader = new ManifestReader(limits);
    }

    void write(PluginManifest plugin, BlobSource source, OutputStream archive)
            throws IOException, InterruptedException {
        PluginBlobs blobs = new PluginBlobs(plugin, source);
        Map<String, Descriptor> files = new TreeMap<>();
        blobs.all(reader).forEach(blob -> files.put(fileOf(blob), blob));
        files.put(fileOf(plugin.manifest()), plugin.manifest());
        LayoutContents contents = new LayoutContents(name, plugin, reader);
        contents.blobs().forEach(blob -> files.put(fileOf(blob), blob));
        Map<Digest, byte[]> documents = new HashMap<>();
        for (Stored one : contents.documents()) {
            documents.put(one.manifest().digest(), one.bytes());
            files.put(fileOf(one.manifest()), one.manifest());
        }
        try {
            TarWriter tar = new TarWriter(archive);
            folders(tar, files);
            for (Map.Entry<String, Descriptor> file : files.entrySet()) {
                Descriptor blob = file.getValue();
                byte[] document = documents.get(blob.digest());
                try (InputStream bytes =
                        document == null ? blobs.open(blob) : new ByteArrayInputStream(document)) {
                    tar.file(file.getKey(), blob.size(), VerifiedOutput.checked(blob, bytes));
                }
            }
            tar.file(LayoutFiles.INDEX, LayoutDocuments.bytes(index(contents)));
            tar.file(LayoutFiles.MARKER, LayoutDocuments.MARKER);
            tar.end();
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        }
    }

    private static ObjectNode index(LayoutContents contents) {
        ObjectNode index = LayoutDocuments.emptyIndex();
        contents.named()
                .forEach(
                        (name, manifest) ->
                                index.withArray("manifests")
                                        .add(LayoutDocuments.entry(name, manifest)));
        return index;
    }

    private static void folders(TarWriter tar, Map<String, Descriptor> files) throws IOException {
        TreeSet<String> folders = new TreeSet<>();
        folders.add("blobs/");
        files.keySet().forEach(file -> folders.add(file.substring(0, file.lastIndexOf('/') + 1)));
        for (String folder : folders) {
            tar.folder(folder);
        }
    }

    private static String fileOf(Descriptor blob) {
        return LayoutSource.fileOf(blob.digest());
    }
}
