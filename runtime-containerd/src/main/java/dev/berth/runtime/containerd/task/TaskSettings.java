package dev.berth.runtime.containerd.task;

import java.nio.file.Path;

/**
 * The configuration of the tasks.
 *
 * @param runtime containerd's name of the OCI runtime
 * @param runFolders holds a folder for each task
 * @param cgroup the control group that the plugins' groups lie in
 * @param output what is kept and logged of the plugins' output
 */
public record TaskSettings(String runtime, Path runFolders, String cgroup, OutputLimits output) {}
