package dev.berth.registry;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.spi.Descriptor;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The program that pulls: some layers at once, each read to its end and thrown away. */
final class PullInLittleMemory {
    private PullInLittleMemory() {}

    public static void main(String[] arguments) throws Exception {
        PluginReference reference = PluginReference.parse(arguments[0]);
        Descriptor layer =
                Descriptor.of("", Digest.parse(arguments[1]), Long.parseLong(arguments[2]));
        int layers = Integer.parseInt(arguments[3]);
        long start = System.nanoTime();
        long total = 0;
        ExecutorService threads = Executors.newFixedThreadPool(layers);
        try (TestClient client = TestClient.usual()) {
            List<Callable<Long>> pulls = new ArrayList<>();
            for (int i = 0; i < layers; i++) {
                pulls.add(() -> pull(client, reference, layer));
            }
            for (Future<Long> done : threads.invokeAll(pulls)) {
                total += done.get();
            }
        } finally {
            threads.shutdown();
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
                "pulled %d bytes in %d ms, heap peak %d kB%n", total, millis, heapPeak() >> 10);
    }

    private static long pull(TestClient client, PluginReference reference, Descriptor layer)
            throws Exception {
        try (InputStream blob = client.registry.open(reference, layer, 0, Optional.empty())) {
            return blob.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
