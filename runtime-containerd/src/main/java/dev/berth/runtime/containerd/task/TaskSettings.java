package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.EngineLabel;
import java.nio.file.Path;

/**
 * The configuration of the tasks.
 *
 * @param runtime what the plugins run with
 * @param label what the containers are known by
 * @param runFolders holds a folder for each task
 * @param cgroup the control group that the plugins' groups lie in
 * @param output what is kept and logged of the plugins' output
 */
public record TaskSettings(
        ShimRuntime runtime,
        EngineLabel label,
        Path runFolders,
        String cgroup,
        OutputLimits output) {}
