package dev.berth.core;

import dev.berth.plugin.EngineInfo;
import java.nio.file.Path;

/** An engine as it was when it was asked for. */
record RunningEngine(String id, Path root, Path execRoot, boolean liveRestore)
        implements EngineInfo {}
