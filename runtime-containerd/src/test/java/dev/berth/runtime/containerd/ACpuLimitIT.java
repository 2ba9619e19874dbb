package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginUsage;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.plugin.ConfinementFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plugins that spin, held under their limit of CPU time by the kernel. */
class ACpuLimitIT {
    private static final String ID = "7d".repeat(32);

    /** Two processes that spin until both have had some CPU time. */
    private static final String SPIN =
            "perl -e 'my $child = fork; while ((times)[0] < 0.3) {} wait; print \"done\" if"
                    + " $child'";

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void holdsAPluginThatSpins() throws Exception {
        PluginLaunch launch = launch(OptionalLong.of(200));
        PluginTask task = HOST.runtime().start(launch);
        long throttled = stat("nr_throttled");
        Duration used = cpuTime(task);
        long begin = System.nanoTime();
        assertEquals("done", Scripts.tell(launch.socket().orElseThrow(), SPIN));
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpus = cpuTime(task).minus(used).toNanos() / 1e9 / seconds;
        assertTrue(cpus <= 0.25, cpus + " CPUs in " + seconds + " s");
        assertTrue(stat("nr_throttled") > throttled);
        task.stop(Duration.ofSeconds(10));
    }

    @Test
    void holdsNobodyWithoutALimit() throws Exception {
        PluginLaunch launch = launch(OptionalLong.empty());
        PluginTask task = HOST.runtime().start(launch);
        assertEquals("done", Scripts.tell(launch.socket().orElseThrow(), SPIN));
        assertTrue(cpuTime(task).toMillis() >= 600);
        assertEquals(0, stat("nr_throttled"));
        task.stop(Duration.ofSeconds(10));
    }

    private static Duration cpuTime(PluginTask task) {
        return task.usage().map(PluginUsage::cpuTime).orElseThrow();
    }

    /** Returns a number of {@code cpu.stat}, of either version of control groups. */
    private static long stat(String name) throws IOException {
        Path root = Path.of("/sys/fs/cgroup");
        Path version1 = root.resolve("cpu").resolve(HOST.namespace()).resolve(ID);
        Path group = Files.exists(version1) ? version1 : root.resolve(HOST.namespace()).resolve(ID);
        try (Stream<String> lines = Files.lines(group.resolve("cpu.stat"))) {
            return lines.filter(line -> line.startsWith(name + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static PluginLaunch launch(OptionalLong milliCpus) throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder("sockets"))
                .id(ID)
                .confinement(new ConfinementFixture().milliCpusLimit(milliCpus))
                .entrypoint(Scripts.obeying())
                .launch();
    }
}
