package dev.berth.bench;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The command {@code bench:calls}: measures a plugin's calls by its service in this framework, and
 * by Go's net/http client on the same socket, in turn and in one run.
 */
@Component(
        service = CallsBench.class,
        property = {"osgi.command.scope=bench", "osgi.command.function=calls"})
public final class CallsBench {
    private static final int[] THREADS = {1, 16};
    private static final int SHORT_ID = 8;

    private final PluginManager manager;
    private final BundleContext context;

    @Activate
    public CallsBench(@Reference PluginManager manager, BundleContext context) {
        this.manager = manager;
        this.context = context;
    }

    /**
     * Measures, and prints rows of a Markdown table.
     *
     * @param name an enabled plugin with a volume driver
     * @param client the program that calls by Go's client
     * @param sockets the folder that has one for each plugin's socket
     * @param rounds how often each is timed, after one that is not
     * @param millis how long each lasts
     */
    public void calls(String name, String client, String sockets, int rounds, long millis)
            throws IOException, InterruptedException, InvalidSyntaxException {
        Plugin plugin = manager.find(name);
        Path socket =
                Path.of(sockets, plugin.id().substring(0, SHORT_ID))
                        .resolve(plugin.config().iface().socket());
        Duration length = Duration.ofMillis(millis);
        GoCaller go = new GoCaller(Path.of(client), socket);
        ServiceReference<VolumeDriver> reference = driverOf(plugin);
        ServiceCaller berth = new ServiceCaller(context.getService(reference)::list);
        try {
            for (int threads : THREADS) {
                print(threads, measure(berth, go, threads, rounds, length));
            }
        } finally {
            context.ungetService(reference);
        }
    }

    private ServiceReference<VolumeDriver> driverOf(Plugin plugin) throws InvalidSyntaxException {
        Collection<ServiceReference<VolumeDriver>> found =
                context.getServiceReferences(
                        VolumeDriver.class, "(berth.plugin.id=" + plugin.id() + ")");
        return found.stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(plugin.name() + " has no volume driver"));
    }

    private static CallComparison measure(
            ServiceCaller berth, GoCaller go, int threads, int rounds, Duration length)
            throws IOException, InterruptedException {
        CallComparison comparison = new CallComparison();
        berth.call(threads, length);
        go.call(threads, length);
        for (int round = 0; round < rounds; round++) {
            comparison.add(berth.call(threads, length), go.call(threads, length));
        }
        return comparison;
    }

    private static void print(int threads, CallComparison comparison) {
        for (CallComparison.Row row : comparison.rows()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.0f | %.0f | **%.2f** | %.2f to %.2f |%n",
                    threads,
                    row.measure(),
                    row.berth(),
                    row.peer(),
                    row.ratio(),
                    row.lowest(),
                    row.highest());
        }
    }
}
