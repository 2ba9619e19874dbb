package dev.berth.spi;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads and writes plugins in files, for where no registry can be reached: folders in the form of
 * the <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image
 * layout</a>, and tar archives of one ({@code oci-archive} in other tools). At most one is used at
 * a time, that of the highest service ranking.
 */
@ConsumerType
public interface PluginLayouts {

    /**
     * Returns the names that are written in a layout, in the order of its index; empty if what it
     * holds has none.
     *
     * @param place the folder, or the archive
     * @throws RegistryException if it is not a layout
     * @throws InterruptedException if the thread was interrupted
     */
    List<PluginReference> names(Path place) throws InterruptedException;

    /**
     * Returns a layout as a registry; this neither reads nor fails. The layout is read only when
     * the registry is asked, and kept open only as long as a blob of it is. What has no name in it
     * answers to any.
     *
     * @param place the folder, or the archive; a folder takes pushes too
     */
    PluginRegistry at(Path place);

    /**
     * Writes one plugin as a layout archive, with what {@link PluginManifest#referrers refers} to
     * it: the same content makes the same bytes. If the {@link PluginManifest#indexDocuments
     * indexes} are known that it was chosen from, the name is the outermost one's; of the plugins
     * that it names for other platforms the archive has none.
     *
     * @param name the name to write for it
     * @param blobs where the layers, and the referrers' blobs, are read; each is checked against
     *     its digest on the way
     * @param archive where to; not closed
     * @throws IOException if a blob cannot be read, or the archive not be written
     * @throws dev.berth.plugin.error.InvalidPluginException if the manifest is none that can be
     *     written
     * @throws InterruptedException if the thread was interrupted
     */
    void write(PluginReference name, PluginManifest plugin, BlobSource blobs, OutputStream archive)
            throws IOException, InterruptedException;
}
