package dev.berth.runtime.containerd.layer.tree;

import dev.berth.plugin.Digest;
import dev.berth.shared.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;

/** Makes the entries of a layer that Java has no calls for. */
public interface EntryApplier {
    /** Takes an entry in that the next archive will have. */
    void accept(TarEntry entry) throws IOException;

    /**
     * Applies an archive to the root filesystem.
     *
     * @param archive to be read to its end
     */
    void apply(InputStream archive, Digest digest, long size)
            throws IOException, InterruptedException;
}
