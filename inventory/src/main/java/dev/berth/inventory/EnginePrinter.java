package dev.berth.inventory;

import dev.berth.plugin.EngineInfo;
import dev.berth.plugin.PluginManager;
import dev.berth.spi.PluginRuntime;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Prints the engine, its bundles and its plugins for the Web Console's status page and its zip. */
@Component(
        service = InventoryPrinter.class,
        property = {
            "felix.inventory.printer.name=berth",
            "felix.inventory.printer.title=Berth",
            "felix.inventory.printer.format=TEXT"
        })
public final class EnginePrinter implements InventoryPrinter {
    private final PluginManager manager;
    private final Supplier<List<String>> bundles;

    @Reference private volatile List<PluginRuntime> runtimes = List.of();

    @Activate
    public EnginePrinter(@Reference PluginManager manager, BundleContext context) {
        this.manager = manager;
        this.bundles = () -> bundles(context);
    }

    private static List<String> bundles(BundleContext context) {
        return Stream.of(context.getBundles())
                .filter(bundle -> ("" + bundle.getSymbolicName()).startsWith("dev.berth."))
                .map(EnginePrinter::shown)
                .sorted()
                .toList();
    }

    private static String shown(Bundle bundle) {
        String state =
                switch (bundle.getState()) {
                    case Bundle.ACTIVE -> "active";
                    case Bundle.RESOLVED -> "resolved, not started";
                    case Bundle.INSTALLED -> "installed, not resolved";
                    default -> "starting or stopping";
                };
        return "%s %s: %s".formatted(bundle.getSymbolicName(), bundle.getVersion(), state);
    }

    @Override
    public void print(PrintWriter out, Format format, boolean zip) {
        EngineInfo engine = manager.engine();
        out.println("engine: " + engine.id());
        out.println("root: " + engine.root());
        out.println("live restore: " + engine.liveRestore());
        for (String property : List.of("java.vendor", "java.version", "os.version", "os.arch")) {
            out.println(property + ": " + System.getProperty(property));
        }
        runtimes.forEach(runtime -> RuntimeLines.of(runtime::versions).forEach(out::println));
        out.println("bundles:");
        bundles.get().forEach(bundle -> out.println("  " + bundle));
        out.println("plugins:");
        manager.list().forEach(plugin -> PluginLines.of(plugin).forEach(out::println));
    }
}
