package dev.berth.core.store;

import java.nio.file.Path;

/**
 * Where things lie under the root.
 *
 * @param root a folder that only the engine uses
 */
record RootLayout(Path root) {

    Path lock() {
        return root.resolve("lock");
    }

    /** One folder a plugin, by ID. */
    Path plugins() {
        return root.resolve("plugins");
    }

    /** Manifests, configs and layers, as an OCI image layout. */
    Path content() {
        return root.resolve("content");
    }

    /** What came of blobs whose download did not come to its end. */
    Path parts() {
        return root.resolve("parts");
    }

    /** What is not there yet, or no more: may be deleted whenever no engine runs. */
    Path tmp() {
        return root.resolve("tmp");
    }

    /** Plugins that cannot be read, each with the reason. */
    Path damaged() {
        return root.resolve("damaged");
    }
}
