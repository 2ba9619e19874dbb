package dev.berth.runtime.containerd;

import dev.berth.runtime.containerd.CallFault.Moment;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.RecordingLog;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The main class of an engine that ends itself as {@code kill -9} does, at one moment of one call
 * to containerd. It exits with 0 if it made fewer calls.
 */
final class FaultyEngine {
    static final int DIED = 9;

    private FaultyEngine() {}

    /** What it does meanwhile. */
    enum Action {
        START,
        ATTACH,
        STOP,
        CLEAR
    }

    /**
     * Runs one.
     *
     * @param arguments folder of the host, action, moment, number of the call
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Action action = Action.valueOf(arguments[1]);
        CallFault fault =
                new CallFault(
                        Integer.parseInt(arguments[3]),
                        Moment.valueOf(arguments[2]),
                        () -> Runtime.getRuntime().halt(DIED));
        ContainerdRuntime runtime =
                new ContainerdRuntime(
                        ContainerdHost.configuration(folder), new RecordingLog().logger(), fault);
        PluginLaunch launch = launch(folder);
        if (action == Action.START) {
            fault.arm();
            runtime.start(launch);
            return;
        }
        if (action == Action.ATTACH) {
            runtime.start(launch);
            fault.arm();
            runtime.attach(launch);
            return;
        }
        PluginTask task = runtime.start(launch);
        fault.arm();
        if (action == Action.STOP) {
            task.stop(Duration.ofSeconds(10));
        } else {
            runtime.clear(launch.id());
        }
    }

    /** A plugin with all that a plugin can have on its host. */
    static PluginLaunch launch(Path folder) {
        return new SampleLaunches(folder.resolve("rootfs"), folder.resolve("s"))
                .id("faulty")
                .propagated(folder.resolve("data"))
                .entrypoint(Scripts.listening(""))
                .launch();
    }
}
