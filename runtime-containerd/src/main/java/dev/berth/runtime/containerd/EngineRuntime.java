package dev.berth.runtime.containerd;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.host.UninterruptibleCall;
import dev.berth.runtime.containerd.host.Unmounter;
import dev.berth.runtime.containerd.layer.LayerUnpacker;
import dev.berth.runtime.containerd.task.PluginTasks;
import dev.berth.runtime.containerd.version.ProgramVersions;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LayerContent;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginRuntime;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/**
 * The {@link PluginRuntime} for one engine, whose run folder tells its tasks and layers from those
 * of others in the same containerd.
 */
class EngineRuntime implements PluginRuntime {
    private final Unmounter unmounter;
    private final LayerUnpacker layers;
    private final PluginTasks tasks;
    private final ProgramVersions versions;

    EngineRuntime(ContainerdParts parts, Path runFolder) {
        EngineLabel label = new EngineLabel(runFolder.toString());
        this.unmounter = parts.tools().unmounter();
        this.layers = parts.layers(label);
        this.tasks = parts.tasks(label, runFolder);
        this.versions = parts.versions();
    }

    /** Lets go of the plugins, which run on. */
    void letGo() {
        tasks.close();
    }

    @Override
    public Digest unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        return layers.unpack(layer, blob, rootfs, progress);
    }

    @Override
    public Digest unpack(Descriptor layer, LayerContent content, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        return layers.unpack(layer, content, rootfs, progress);
    }

    @Override
    public Digest unpack(InputStream tar, Path rootfs) throws InterruptedException {
        return layers.unpack(tar, rootfs);
    }

    @Override
    public PluginTask start(PluginLaunch launch) throws InterruptedException {
        return tasks.start(launch);
    }

    @Override
    public Optional<PluginTask> attach(PluginLaunch launch) throws InterruptedException {
        return tasks.attach(launch);
    }

    @Override
    public Set<String> ids() {
        sweepLayers();
        return tasks.ids();
    }

    @Override
    public Optional<Path> rootfs(String id) throws InterruptedException {
        return tasks.rootfs(id);
    }

    /** What is left of an unpack is of no plugin: nobody could have it cleared by an ID. */
    private void sweepLayers() {
        try {
            layers.sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void clear(String id) throws InterruptedException {
        tasks.clear(id);
    }

    @Override
    public void clear(Set<String> ids) throws InterruptedException {
        tasks.clear(ids);
    }

    @Override
    public Map<String, String> versions() throws InterruptedException {
        return versions.ask();
    }

    @Override
    public List<Path> unmountBelow(Path folder) {
        try {
            if (unmounter.isFree(folder)) {
                return List.of();
            }
            return UninterruptibleCall.call("berth-unmount", () -> unmounter.unmountBelow(folder));
        } catch (CompletionException e) {
            throw new PluginRuntimeException(
                    "the mounts below "
                            + folder
                            + " cannot be undone: "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (IOException e) {
            throw new PluginRuntimeException(
                    "the mounts below %s cannot be listed: %s".formatted(folder, e.getMessage()),
                    e);
        }
    }
}
