package dev.berth.runtime.containerd;

import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.host.HostTools;
import dev.berth.runtime.containerd.host.MountCopies;
import dev.berth.runtime.containerd.layer.LayerUnpacker;
import dev.berth.runtime.containerd.layer.UnpackLimits;
import dev.berth.runtime.containerd.task.OutputLimits;
import dev.berth.runtime.containerd.task.PluginTasks;
import dev.berth.runtime.containerd.task.ShimRuntime;
import dev.berth.runtime.containerd.task.TaskSettings;
import dev.berth.runtime.containerd.version.ProgramVersions;
import dev.berth.shared.host.HostProgram;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.log.Logger;

/**
 * What the runtimes of all engines share: one connection to containerd, one watcher of folders, the
 * host's programs. The connection is made with the first call.
 */
record ContainerdParts(
        ContainerdConfiguration configuration,
        DirectoryWatcher folders,
        ContainerdConnection connection,
        HostTools tools,
        ProgramVersions versions,
        Logger log) {

    /**
     * @param calls follows each call to containerd
     */
    static ContainerdParts of(ContainerdConfiguration configuration, Logger log, CallTracer calls) {
        DirectoryWatcher folders = new DirectoryWatcher();
        ContainerdConnection connection =
                new ContainerdConnection(
                        Path.of(configuration.address()),
                        configuration.namespace(),
                        Duration.ofSeconds(configuration.call_timeout_seconds()),
                        folders,
                        calls);
        HostTools tools =
                HostTools.of(
                        new HostProgram(configuration.mkfifo_program()),
                        new HostProgram(configuration.mount_program()),
                        new HostProgram(configuration.umount_program()));
        ProgramVersions versions =
                new ProgramVersions(connection, new HostProgram(configuration.runc_program()));
        return new ContainerdParts(configuration, folders, connection, tools, versions, log);
    }

    /** Returns the run folder of an engine: the configured one, below its exec root if relative. */
    Path runFolder(Path execRoot) {
        return execRoot.resolve(configuration.run_folder()).toAbsolutePath();
    }

    LayerUnpacker layers(EngineLabel label) {
        return new LayerUnpacker(
                connection,
                label,
                new MountCopies(folders),
                Duration.ofSeconds(configuration.unpack_timeout_seconds()),
                new UnpackLimits(
                        configuration.unpack_max_bytes(),
                        configuration.unpack_entries_max_count(),
                        configuration.unpack_name_max_bytes(),
                        configuration.unpack_extension_max_bytes(),
                        configuration.unpack_all_names_max_bytes()),
                log);
    }

    PluginTasks tasks(EngineLabel label, Path runFolder) {
        TaskSettings settings =
                new TaskSettings(
                        new ShimRuntime(configuration.runtime(), configuration.runtime_binary()),
                        label,
                        runFolder,
                        configuration.namespace(),
                        new OutputLimits(
                                configuration.output_lines_max_count(),
                                configuration.output_line_max_bytes(),
                                configuration.output_rate_max_bytes(),
                                configuration.output_all_rate_max_bytes()));
        return new PluginTasks(connection, tools, folders, settings, log);
    }

    /** Lets go of containerd. */
    void close() {
        connection.close();
        folders.close();
    }
}
