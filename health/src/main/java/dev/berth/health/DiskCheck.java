package dev.berth.health;

import dev.berth.plugin.PluginManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the engine's root has room for what plugins write, and for another plugin. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Berth disk space", "hc.tags=berth", "hc.mbean.name=berthDisk"})
public final class DiskCheck implements HealthCheck {
    static final long CRITICAL = 100L << 20;
    static final long WARN = 1L << 30;

    private final Path root;
    private final FreeSpace space;

    @Activate
    public DiskCheck(@Reference PluginManager manager) {
        this(manager.engine().root(), root -> Files.getFileStore(root).getUsableSpace());
    }

    DiskCheck(Path root, FreeSpace space) {
        this.root = root;
        this.space = space;
    }

    /** The bytes that can be written to a folder's file system. */
    @FunctionalInterface
    interface FreeSpace {
        long below(Path folder) throws IOException;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        try {
            long free = space.below(root);
            String text = "%s has %d MiB free".formatted(root, free >> 20);
            if (free < CRITICAL) {
                log.critical(text);
            } else if (free < WARN) {
                log.warn(text);
            } else {
                log.info(text);
            }
        } catch (IOException e) {
            log.critical("{} cannot be looked at: {}", root, e.toString());
        }
        return new Result(log);
    }
}
