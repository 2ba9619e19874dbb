package dev.berth.dist;

import dev.berth.dist.containerd.Containerd;
import dev.berth.dist.containerd.ContainerdException;
import dev.berth.dist.containerd.ContainerdFolders;
import dev.berth.dist.option.OciRuntime;
import dev.berth.dist.option.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Runs the engine from its start to its end: containerd, the framework, and a shell or script. */
final class EngineLaunch {
    private static final Duration REST = Duration.ofSeconds(20);

    private final Options options;
    private final DistributionLayout layout;
    private final StopRequest stop;
    private final StopWatchdog limit;

    EngineLaunch(Options options, DistributionLayout layout, StopRequest stop, StopWatchdog limit) {
        this.options = options;
        this.layout = layout;
        this.stop = stop;
        this.limit = limit;
        // The manager has its part of the time for the plugins, then its bundles and containerd go.
        limit.limit(Duration.ofSeconds(options.stopSeconds()).plus(REST));
    }

    /**
     * Runs the engine.
     *
     * @return the exit code
     * @throws LaunchException if it cannot be started
     * @throws ContainerdException if there is no containerd to use
     * @throws InterruptedException if it was told to stop; it has stopped
     */
    int run() throws LaunchException, ContainerdException, InterruptedException {
        OptionCheck.check(options);
        options.notices().forEach(EngineLaunch::warn);
        ContainerdFolders folders = ContainerdFolders.below(options.root(), options.execRoot());
        OciRuntime runtime = options.runtime();
        String binary = runtime.isShim() ? "" : RuntimeScript.binary(runtime, options.root());
        PidFile pidFile = PidFile.write(options.pidFile());
        try (pidFile;
                Containerd containerd =
                        Containerd.choose(
                                options.containerd(),
                                folders,
                                runtime.path(),
                                EngineLaunch::containerdTrouble);
                FelixHost host = FelixHost.create(options.execRoot(), properties(layout))) {
            return run(containerd, binary, host);
        }
    }

    private static void warn(String line) {
        System.err.println(LogLine.of(Instant.now(), "WARN", "dev.berth.dist", line));
    }

    private int run(Containerd containerd, String runtime, FelixHost host)
            throws LaunchException, ContainerdException, InterruptedException {
        try {
            host.install(layout, options.mode());
            Map<String, Map<String, Object>> said =
                    OptionConfigurations.of(options, containerd.address(), runtime);
            Map<String, Map<String, Object>> configurations = said;
            if (options.configFolder().isPresent()) {
                configurations = new ConfigFolder(options.configFolder().get()).over(said);
            }
            host.offer(configurations);
            String name = stop.interruptibly(containerd::await);
            int plugins = host.start();
            if (options.configFolder().isPresent() && options.mode() instanceof Options.Serve) {
                ConfigFolder folder = new ConfigFolder(options.configFolder().get());
                new ConfigReload(folder, said, configurations, host).handleHangUp();
            }
            stop.interruptibly(new SystemdNotify(System.getenv())::ready);
            announce(plugins, name + " at " + containerd.address());
            return stop.interruptibly(() -> serve(host));
        } finally {
            limit.start();
        }
    }

    private int serve(FelixHost host) throws LaunchException, InterruptedException {
        if (options.mode() instanceof Options.Run run) {
            return host.run(run.script());
        }
        host.openConsole();
        host.awaitStop();
        return 0;
    }

    /** Returns what the framework is told of its own. */
    static Map<String, String> properties(DistributionLayout layout) {
        return Map.of(
                "gosh.home",
                layout.home().toString(),
                // The component runtime logs in each component's name, and much of it.
                "ds.loglevel",
                "warn");
    }

    /** Prints the one line that tells that the engine can be used. */
    private void announce(int plugins, String containerd) {
        if (options.mode() instanceof Options.Run run && !run.script().echo()) {
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "Berth %s is ready: %d plugin%s, root %s, %s, %.1f s%n",
                EngineLaunch.class.getPackage().getImplementationVersion(),
                plugins,
                plugins == 1 ? "" : "s",
                options.root(),
                containerd,
                sinceStart().toMillis() / 1000.0);
    }

    /** Since the user's command: only the start script knows when that was. */
    private static Duration sinceStart() {
        long now = System.currentTimeMillis();
        return Duration.ofMillis(now - Long.getLong("berth.begin", now));
    }

    private static void containerdTrouble(String line) {
        System.err.println(LogLine.of(Instant.now(), "WARN", "containerd", line));
    }
}
