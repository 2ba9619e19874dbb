package dev.berth.core.store;

import java.nio.file.Path;

/**
 * The files and folders under the root.
 *
 * @param root a folder that only the engine uses
 */
record RootLayout(Path root) {

    Path lock() {
        return root.resolve("lock");
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

    /** Plugins that cannot be read, each with the reason. */
    Path damaged() {
        return root.resolve("damaged");
    }
}
