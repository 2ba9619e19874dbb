package dev.berth.plugin;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The engine behind a {@link PluginManager}: what tells it from others, and where it keeps plugins.
 */
@ProviderType
public interface EngineInfo {

    /** Returns its ID, a UUID: the same for as long as its root is kept. */
    String id();

    /** Returns the absolute path of the folder of all that it keeps. */
    Path root();

    /**
     * Returns the absolute path of the folder of all that ends with a boot: the plugins' sockets,
     * and what other bundles keep below it where they are configured with a relative path.
     *
     * @since 1.3
     */
    Path execRoot();

    /** Returns whether plugins run on when it stops. */
    boolean liveRestore();
}
