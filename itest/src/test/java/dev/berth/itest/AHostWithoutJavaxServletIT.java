package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.host.HostOptions;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;

/** The page and the metrics in a host that has {@code jakarta.servlet} alone. */
public class AHostWithoutJavaxServletIT extends FrameworkTestBase {
    private static final Set<String> BUNDLES = Set.of("dev.berth.metrics", "dev.berth.webconsole");

    private static final String RUNTIME = "dev.berth.runtime.containerd";
    private static final Set<LogLevel> PROBLEMS = EnumSet.of(LogLevel.ERROR, LogLevel.WARN);

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithoutJavaxServlet();
    }

    @Test
    public void servesThePageAndTheMetrics() throws Exception {
        for (String name : BUNDLES) {
            assertEquals(Set.of("jakarta.servlet", "jakarta.servlet.http"), servletPackages(name));
        }
        bundle.getService(bundle.getServiceReference(ConfigurationAdmin.class))
                .getConfiguration("dev.berth.metrics.servlet", "?")
                .update(new Hashtable<>());
        volumePlugin("vol");
        try (HttpHost http = new HttpHost(bundle)) {
            http.awaitServlet("/metrics");
            HttpResponse<String> metrics = http.get("/metrics");
            assertEquals(200, metrics.statusCode());
            String wanted = "\nberth_plugin_wanted{plugin=\"vol:latest\"} 0";
            assertTrue(metrics.body(), metrics.body().contains(wanted));

            http.awaitServlet("/system/console/berth");
            ConsoleClient console = new ConsoleClient(http.root());
            assertEquals(200, console.get("").statusCode());
            Map<String, String> enable = Map.of("action", "ENABLE", "plugin", "vol:latest");
            assertEquals(303, console.post(enable).statusCode());
            console.awaitText("Up ");
        }
        assertEquals(List.of(), problems());
    }

    private Set<String> servletPackages(String name) {
        Bundle found =
                Stream.of(bundle.getBundles())
                        .filter(one -> name.equals(one.getSymbolicName()))
                        .findFirst()
                        .orElseThrow();
        return found
                .adapt(BundleWiring.class)
                .getRequiredWires(BundleRevision.PACKAGE_NAMESPACE)
                .stream()
                .map(wire -> wire.getCapability().getAttributes())
                .map(attributes -> attributes.get(BundleRevision.PACKAGE_NAMESPACE).toString())
                .filter(packageName -> packageName.contains(".servlet"))
                .collect(Collectors.toSet());
    }

    /** Returns what is logged that is more than information, but for the age of the host's runc. */
    private List<String> problems() {
        ServiceReference<LogReaderService> reader =
                bundle.getServiceReference(LogReaderService.class);
        return Collections.list(bundle.getService(reader).getLog()).stream()
                .filter(entry -> !RUNTIME.equals(entry.getBundle().getSymbolicName()))
                .filter(entry -> PROBLEMS.contains(entry.getLogLevel()))
                .map(entry -> entry.getBundle() + ": " + entry.getMessage())
                .toList();
    }
}
