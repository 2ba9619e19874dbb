package dev.berth.runtime.containerd;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.host.MountOperations;
import dev.berth.runtime.containerd.host.UninterruptibleCall;
import dev.berth.runtime.containerd.layer.LayerUnpacker;
import dev.berth.runtime.containerd.layer.UnpackLimits;
import dev.berth.runtime.containerd.task.OutputLimits;
import dev.berth.runtime.containerd.task.PluginTasks;
import dev.berth.runtime.containerd.task.ShimRuntime;
import dev.berth.runtime.containerd.task.TaskSettings;
import dev.berth.runtime.containerd.version.ProgramVersions;
import dev.berth.runtime.containerd.version.RuncVersionCheck;
import dev.berth.shared.host.HostProgram;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LayerContent;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginRuntime;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The {@link PluginRuntime} over containerd's gRPC API. The connection is made with the first call.
 */
@Component(configurationPid = ContainerdForm.PID)
@Designate(ocd = ContainerdConfiguration.class)
public final class ContainerdRuntime implements PluginRuntime {
    private final DirectoryWatcher folders = new DirectoryWatcher();
    private final ContainerdConnection connection;
    private final MountOperations mounts;
    private final LayerUnpacker layers;
    private final PluginTasks tasks;
    private final RuncVersionCheck runc;
    private final ProgramVersions versions;

    @Activate
    public ContainerdRuntime(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log) {
        this(ContainerdForm.FORM.read(properties, log::error), log, CallTracer.NONE);
    }

    /**
     * @param calls follows each call to containerd
     */
    ContainerdRuntime(ContainerdConfiguration configuration, Logger log, CallTracer calls) {
        this.connection =
                new ContainerdConnection(
                        Path.of(configuration.address()),
                        configuration.namespace(),
                        Duration.ofSeconds(configuration.call_timeout_seconds()),
                        folders,
                        calls);
        this.mounts =
                new MountOperations(
                        new HostProgram(configuration.mount_program()),
                        new HostProgram(configuration.umount_program()),
                        folders);
        EngineLabel label = new EngineLabel(runFolders(configuration).toString());
        this.layers =
                new LayerUnpacker(
                        connection,
                        label,
                        mounts,
                        Duration.ofSeconds(configuration.unpack_timeout_seconds()),
                        limits(configuration),
                        log);
        this.tasks =
                new PluginTasks(
                        connection,
                        mounts,
                        new HostProgram(configuration.mkfifo_program()),
                        folders,
                        tasks(configuration, label),
                        log);
        HostProgram runcProgram = new HostProgram(configuration.runc_program());
        this.runc =
                new RuncVersionCheck(
                        runcProgram, Set.of(configuration.runc_version_trusted()), log);
        this.versions = new ProgramVersions(connection, runcProgram);
        runc.start();
    }

    private static UnpackLimits limits(ContainerdConfiguration configuration) {
        return new UnpackLimits(
                configuration.unpack_max_bytes(),
                configuration.unpack_entries_max_count(),
                configuration.unpack_name_max_bytes(),
                configuration.unpack_extension_max_bytes(),
                configuration.unpack_all_names_max_bytes());
    }

    private static TaskSettings tasks(ContainerdConfiguration configuration, EngineLabel label) {
        return new TaskSettings(
                new ShimRuntime(configuration.runtime(), configuration.runtime_binary()),
                label,
                runFolders(configuration),
                configuration.namespace(),
                new OutputLimits(
                        configuration.output_lines_max_count(),
                        configuration.output_line_max_bytes(),
                        configuration.output_rate_max_bytes(),
                        configuration.output_all_rate_max_bytes()));
    }

    private static Path runFolders(ContainerdConfiguration configuration) {
        return Path.of(configuration.run_folder()).toAbsolutePath();
    }

    /** Lets go of containerd; the plugins run on. */
    @Deactivate
    void close() {
        runc.close();
        tasks.close();
        connection.close();
        folders.close();
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
            if (mounts.isFree(folder)) {
                return List.of();
            }
            return UninterruptibleCall.call("berth-unmount", () -> mounts.unmountBelow(folder));
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
