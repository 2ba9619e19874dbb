package dev.berth.testing.plugin;

import dev.berth.plugin.EngineInfo;
import java.nio.file.Path;

/** An engine; it has the one ID. */
public record EngineFixture(String id, Path root, Path execRoot, boolean liveRestore)
        implements EngineInfo {
    public static final String ID = "9b2fa1c4-38b7-4c5e-9d2f-0a6f1f7c3e55";

    public static EngineFixture of(String root) {
        return new EngineFixture(ID, Path.of(root), Path.of("/run/tested"), false);
    }
}
