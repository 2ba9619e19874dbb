package dev.berth.registry.layout;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a layout, by their names in it. */
interface LayoutFiles {
    String MARKER = "oci-layout";
    String INDEX = "index.json";

    /**
     * Opens a file; empty if it is not there.
     *
     * @throws LayoutException if the layout is broken
     */
    Optional<InputStream> open(String name) throws IOException;

    /**
     * Returns the files of what is in a place.
     *
     * @throws LayoutException if nothing is, or neither folder nor file
     */
    static LayoutFiles at(Path place, LayoutLimits limits) throws LayoutException {
        if (Files.isDirectory(place)) {
            return new FolderFiles(place);
        }
        if (Files.isRegularFile(place)) {
            return new ArchiveFiles(place, limits.archiveEntries());
        }
        throw Files.exists(place)
                ? new LayoutException(Reason.UNSUPPORTED, "is neither a folder nor a file")
                : LayoutException.notThere();
    }
}
