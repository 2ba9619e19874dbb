package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.oci.HostFacts;
import dev.berth.runtime.containerd.oci.HostKernel;
import dev.berth.runtime.containerd.oci.HostLookup;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;

/** Starts plugins, each after what is left of its earlier run is cleared away. */
final class TaskStarter {
    private final TaskContext context;
    private final HostPreparation preparation;
    private final SpecPrivacy specPrivacy;
    private final HostKernel kernel = HostKernel.read();

    TaskStarter(TaskContext context) {
        this.context = context;
        this.preparation = context.preparation();
        this.specPrivacy = context.specPrivacy();
    }

    PluginTask start(PluginLaunch launch) throws InterruptedException {
        LaunchCheck.check(launch);
        specPrivacy.require(launch);
        RunFolder folder = RunFolder.of(context.runFolders(), launch.id());
        HostFacts facts =
                new HostLookup(launch, folder.empty(), kernel).facts(context.cgroup(launch.id()));
        context.clearances().clearRun(launch.id());
        return new TaskStart(context, preparation, launch, folder, facts).run();
    }
}
