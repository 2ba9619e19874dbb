package dev.berth.registry.pull;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.ManifestGet.Document;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.spi.Descriptor;
import java.io.InputStream;
import java.util.Optional;

/** A source of the manifests and blobs of one repository. */
public interface ContentSource {
    /**
     * Returns the manifest or index of a reference, checked against its digest if it has one.
     *
     * @throws RegistryException if it is not there
     */
    Document named(PluginReference reference) throws ManifestException, InterruptedException;

    /**
     * Returns the manifest that an index names, checked against its digest.
     *
     * @throws RegistryException if it is not there
     */
    Document manifest(Descriptor entry) throws InterruptedException;

    /**
     * Returns the manifest or index that a tag of the repository names; empty if there is none.
     *
     * @throws RegistryException if that cannot be known
     */
    Optional<Document> tagged(String tag) throws InterruptedException;

    /**
     * Returns the index of what refers to a manifest; empty if the source keeps none but by tags.
     *
     * @throws RegistryException if that cannot be known
     */
    Optional<byte[]> referrers(Digest subject) throws InterruptedException;

    /**
     * Opens a blob, which is checked as it is read.
     *
     * @throws RegistryException if it is not there
     */
    InputStream blob(Descriptor blob) throws InterruptedException;

    /** Returns the errors for something that is asked of this source. */
    RegistryErrors failures(String subject);

    /** Returns what to advise when an image is not a plugin; empty for nothing. */
    String adviceOnImages();
}
