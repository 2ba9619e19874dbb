package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More plugins at once than the kernel gives a user inotify instances. */
@EnabledIfSystemProperty(named = "berth.long", matches = "true")
class ManyPluginsIT {
    private static final int MANY = 200;
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(30);

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void startAtOnceWithOneInotifyInstance() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            List<Future<PluginTask>> starts = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                PluginLaunch launch = launch(i);
                starts.add(threads.submit(() -> HOST.runtime().start(launch)));
            }
            List<Future<?>> stops = new ArrayList<>();
            for (Future<PluginTask> start : starts) {
                PluginTask task = start.get(START.toSeconds(), TimeUnit.SECONDS);
                stops.add(threads.submit(() -> task.stop(GRACE)));
            }
            assertTrue(instances() <= 1, "instances: " + instances());
            for (Future<?> stop : stops) {
                stop.get(START.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }

    private static PluginLaunch launch(int number) throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder("s" + number))
                .id("many" + number)
                .timeout(START)
                .entrypoint(Scripts.listening(""))
                .launch();
    }

    private static long instances() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(ManyPluginsIT::isInotify).count();
        }
    }

    private static boolean isInotify(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException e) {
            // The one that the listing itself had open.
            return false;
        }
    }
}
