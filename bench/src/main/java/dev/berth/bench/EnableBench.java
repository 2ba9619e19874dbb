package dev.berth.bench;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The command {@code bench:enable}: measures the time until a plugin's socket accepts, by the
 * manager and by containerd's own {@code ctr run} on the same root filesystem, in turn and in one
 * run.
 */
@Component(
        service = EnableBench.class,
        property = {"osgi.command.scope=bench", "osgi.command.function=enable"})
public final class EnableBench {
    private static final int WARM_UP = 3;

    private final PluginManager manager;

    @Activate
    public EnableBench(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /**
     * Measures, and prints a table.
     *
     * @param name a disabled plugin
     * @param rounds how often each is timed
     * @param root the manager's root folder
     * @param containerd the socket of the containerd that both use
     */
    public void enable(String name, int rounds, String root, String containerd)
            throws IOException, InterruptedException {
        Plugin plugin = manager.find(name);
        Path rootfs = Path.of(root, "plugins", plugin.id(), "rootfs");
        CtrPeer peer = new CtrPeer(Path.of(containerd), rootfs, plugin);
        Samples berth = new Samples("plugin enable, until its socket accepts");
        Samples ctrStarted = new Samples("ctr run -d, until it returns");
        Samples ctrReady = new Samples("ctr run -d, until the socket accepts");
        for (int round = -WARM_UP; round < rounds; round++) {
            long enabled = timeEnable(name);
            CtrPeer.Times times = peer.run();
            if (round >= 0) {
                berth.add(enabled);
                ctrStarted.add(times.returned());
                ctrReady.add(times.ready());
            }
        }
        System.out.println(Samples.HEAD);
        System.out.println(berth);
        System.out.println(ctrReady);
        System.out.println(ctrStarted);
        System.out.printf(
                "ratio enable : ctr run, until the socket accepts: %.2f (median of %d pairs)%n",
                berth.medianRatio(ctrReady), rounds);
    }

    private long timeEnable(String name) throws InterruptedException {
        long begin = System.nanoTime();
        manager.enable(name, EnableOptions.DEFAULT).await();
        long end = System.nanoTime();
        manager.disable(name, false).await();
        return end - begin;
    }
}
