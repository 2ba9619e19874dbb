package dev.berth.registry.layout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.push.PluginBlobs;
import dev.berth.shared.tar.TarWriter;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
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
        try {
            TarWriter tar = new TarWriter(archive);
            folders(tar, files);
            for (Map.Entry<String, Descriptor> file : files.entrySet()) {
                Descriptor blob = file.getValue();
                try (InputStream bytes = blobs.open(blob)) {
                    tar.file(file.getKey(), blob.size(), VerifiedOutput.checked(blob, bytes));
                }
            }
            ObjectNode index = LayoutDocuments.emptyIndex();
            index.withArray("manifests").add(LayoutDocuments.entry(name, plugin.manifest()));
            tar.file(LayoutFiles.INDEX, LayoutDocuments.bytes(index));
            tar.file(LayoutFiles.MARKER, LayoutDocuments.MARKER);
            tar.end();
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        }
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
