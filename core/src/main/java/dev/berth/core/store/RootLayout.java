package dev.berth.core.store;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.TrustedFolder;
import dev.berth.shared.file.UntrustedFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The files and folders under the root.
 *
 * @param root a folder that only the engine uses
 */
record RootLayout(Path root) {
    /** The folder of a plugin's files that the host sees, in the plugin's. */
    static final String PROPAGATED_MOUNT = "propagated-mount";

    private static final String PERMISSIONS = "rwx------";

    /**
     * Makes the root if it is not there.
     *
     * @throws PluginStorageException if it cannot be made, or others can write to it or replace it
     */
    void make() {
        try {
            TrustedFolder.make(root, PERMISSIONS);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(PERMISSIONS));
        } catch (UntrustedFolderException e) {
            throw new PluginStorageException(
                    root, "cannot use the root %s: %s".formatted(root, e.getMessage()), e);
        } catch (IOException e) {
            throw DurableFiles.failure("make", root, e);
        }
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** What tells this engine from others. */
    Path engineId() {
        return root.resolve("engine-id");
    }

    /** One folder for each plugin, named by its ID. */
    Path plugins() {
        return root.resolve("plugins");
    }

    /** Manifests, configs and layers, as an OCI image layout. */
    Path content() {
        return root.resolve("content");
    }

    /** First bytes of blobs whose download broke off. */
    Path parts() {
        return root.resolve("parts");
    }

    /** What is not committed yet, or removed; deleted at each start. */
    Path tmp() {
        return root.resolve("tmp");
    }

    /** Where what was removed waits for its deletion. */
    Path removing(String name) {
        return tmp().resolve(name + "-removing");
    }

    /** Plugins that cannot be read, each with the reason. */
    Path damaged() {
        return root.resolve("damaged");
    }

    /**
     * Returns a free name, because what was set aside earlier may be all that is left of the
     * plugin.
     */
    Path freePlaceFor(String id) {
        Path place = damaged().resolve(id);
        for (int n = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); n++) {
            place = damaged().resolve(id + "-" + n);
        }
        return place;
    }
}
