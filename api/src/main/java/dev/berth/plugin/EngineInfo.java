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

    /** Returns whether plugins run on when it stops. */
    boolean liveRestore();
}
