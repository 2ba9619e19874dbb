package dev.berth.registry.layout;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.manifest.ManifestDocument;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An OCI image layout for reading, opened only as far as it has to be. */
final class ImageLayout {
    private static final int LONGEST_MARKER = 4096;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LayoutFiles files;
    private final LayoutLimits limits;

    private ImageLayout(LayoutFiles files, LayoutLimits limits) {
        this.files = files;
        this.limits = limits;
    }

    /**
     * Returns the layout in a place.
     *
     * @throws LayoutException if there is none that is known
     */
    static ImageLayout at(Path place, LayoutLimits limits) throws IOException {
        return of(LayoutFiles.at(place, limits), limits);
    }

    /**
     * Returns the layout that some files are.
     *
     * @throws LayoutException if they are none that is known
     */
    static ImageLayout of(LayoutFiles files, LayoutLimits limits) throws IOException {
        ImageLayout layout = new ImageLayout(files, limits);
        String version =
                layout.version(
                        layout.document(LayoutFiles.MARKER, LONGEST_MARKER)
                                .orElseThrow(
                                        () ->
                                                LayoutException.corrupt(
                                                        "is no OCI image layout: it has no "
                                                                + LayoutFiles.MARKER)));
        if (!version.startsWith("1.")) {
            throw new LayoutException(
                    Reason.UNSUPPORTED, "is not of version 1 of OCI's image layout");
        }
        return layout;
    }

    private String version(byte[] marker) {
        try {
            return JSON.readTree(marker).path("imageLayoutVersion").asText();
        } catch (IOException e) {
            // Not JSON, or not even text.
            return "";
        }
    }

    /** Returns the manifests in its index. */
    List<Entry> entries() throws IOException {
        byte[] json =
                document(LayoutFiles.INDEX, limits.documents().manifestBytes())
                        .orElseThrow(() -> LayoutException.corrupt("has no " + LayoutFiles.INDEX));
        try {
            ManifestDocument index = new ManifestReader(limits.documents()).read(json, "");
            if (index instanceof Index list) {
                return list.entries();
            }
            throw LayoutException.corrupt("has an index.json that is no index");
        } catch (ManifestException e) {
            throw new LayoutException(e.reason(), "has an index.json that " + e.getMessage());
        }
    }

    /** Reads a small file; empty if it is not there. */
    Optional<byte[]> document(String name, int limit) throws IOException {
        Optional<InputStream> file = files.open(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = file.get()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw LayoutException.corrupt(
                        "has %s of more than %d bytes".formatted(name, limit));
            }
            return Optional.of(bytes);
        }
    }

    /** Opens a file; empty if it is not there. */
    Optional<InputStream> open(String name) throws IOException {
        return files.open(name);
    }
}
