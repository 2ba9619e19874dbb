package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.testing.TestTimeout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Felix's health checks, inventory and HTTP, and a JMX client, show the engine and real plugins.
 */
public class MonitoringIT extends FrameworkTestBase {
    private HealthCheckExecutor executor;

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithMonitoring();
    }

    @Before
    public void anExecutor() throws Exception {
        executor = await("(objectClass=%s)".formatted(HealthCheckExecutor.class.getName()));
    }

    @Test
    public void aPluginThatIsGivenUpMakesTheHostUnready() throws Exception {
        assertEquals(
                Map.of(
                        "Berth plugin runtime", Result.Status.OK,
                        "Berth plugins", Result.Status.OK),
                status("readiness"));
        assertTrue(status("berth").keySet().contains("Berth disk space"));
        ServiceWaits services = new ServiceWaits(bundle);
        EventLog events = new EventLog();
        services.offer(PluginListener.class, events, Map.of());
        misbehaving("crash");
        OperationOutcome.of(manager.set("bad", List.of("@crash.budget=1")));
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        assertEquals(Result.Status.OK, status("readiness").get("Berth plugins"));
        VolumeDriver driver = services.await(VolumeDriver.class, "bad:latest");
        assertThrows(PluginCallException.class, () -> driver.create("v", Map.of()));
        events.await(PluginEvent.Kind.FAIL);
        assertEquals(Result.Status.CRITICAL, status("readiness").get("Berth plugins"));
        OperationOutcome.of(manager.remove("bad", true));
        assertEquals(Result.Status.OK, status("readiness").get("Berth plugins"));
    }

    @Test
    public void aRegistryIsAskedWhenThatIsAskedFor() throws Exception {
        assertEquals(Map.of(), status("registry"));
        volumePlugin("there");
        configure(reference("berth/volume").toString());
        assertEquals(Map.of("Berth registries", Result.Status.OK), status("registry"));
        configure(reference("berth/missing").toString());
        assertEquals(Map.of("Berth registries", Result.Status.CRITICAL), status("registry"));
    }

    @Test
    public void theInventoryShowsBundlesAndPlugins() throws Exception {
        volumePlugin("shown");
        InventoryPrinter printer = await("(felix.inventory.printer.name=berth)");
        StringWriter text = new StringWriter();
        printer.print(new PrintWriter(text), Format.TEXT, false);
        for (String line :
                List.of(
                        "engine: " + manager.engine().id(),
                        "containerd: ",
                        "runc: ",
                        "  dev.berth.core 0.1.0",
                        "  shown:latest",
                        "    id: " + manager.find("shown").id(),
                        "    state: DISABLED since ")) {
            assertTrue(
                    line + " in " + text,
                    text.toString().contains("\n" + line) || text.toString().startsWith(line));
        }
    }

    @Test
    public void aConfigurationShowsTheMetricsByTheHostsHttp() throws Exception {
        volumePlugin("shown");
        try (HttpHost http = new HttpHost(bundle)) {
            assertEquals(404, http.get("/metrics").statusCode());
            configure("dev.berth.metrics.servlet", Map.of());
            http.awaitServlet("/metrics", servlet("jakarta.servlet.Servlet"));
            assertMetrics(http.get("/metrics"));

            // As in a host that has no whiteboard for jakarta.servlet.
            disableComponent("dev.berth.metrics.JakartaMetricsServlet");
            http.awaitServlet("/metrics", servlet("javax.servlet.Servlet"));
            assertMetrics(http.get("/metrics"));
        }
    }

    private static void assertMetrics(HttpResponse<String> metrics) {
        assertEquals(200, metrics.statusCode());
        assertEquals(
                "text/plain;version=0.0.4;charset=utf-8",
                metrics.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""));
        assertTrue(
                metrics.body(),
                metrics.body().contains("\nberth_plugin_wanted{plugin=\"shown:latest\"} 0"));
    }

    private void disableComponent(String name) throws Exception {
        Bundle metrics =
                Stream.of(bundle.getBundles())
                        .filter(one -> one.getSymbolicName().equals("dev.berth.metrics"))
                        .findFirst()
                        .orElseThrow();
        ServiceComponentRuntime components =
                bundle.getService(bundle.getServiceReference(ServiceComponentRuntime.class));
        CountDownLatch disabled = new CountDownLatch(1);
        components
                .disableComponent(components.getComponentDescriptionDTO(metrics, name))
                .onResolve(disabled::countDown);
        assertTrue(disabled.await(TestTimeout.LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Returns the metrics' servlet of an API, once its configuration has come. */
    private ServiceReference<?> servlet(String api) throws Exception {
        String filter = "(&(objectClass=%s)(service.pid=dev.berth.metrics.servlet))".formatted(api);
        ServiceTracker<?, ?> tracker =
                new ServiceTracker<>(bundle, bundle.createFilter(filter), null) {
                    @Override
                    public Object addingService(ServiceReference<Object> reference) {
                        return reference;
                    }
                };
        tracker.open(true);
        try {
            return (ServiceReference<?>) tracker.waitForService(TestTimeout.LIMIT.toMillis());
        } finally {
            tracker.close();
        }
    }

    @Test
    public void aJmxClientSeesThePlugins() throws Exception {
        try (JmxClient client = JmxClient.connect()) {
            ObjectName name = new ObjectName("dev.berth:type=Plugin,name=\"counted:latest\"");
            Plugin plugin = volumePlugin("counted");
            client.awaitRegistration(name, MBeanServerNotification.REGISTRATION_NOTIFICATION);
            assertEquals(plugin.id(), client.attribute(name, "Id"));
            assertEquals("DISABLED", client.attribute(name, "State"));
            OperationOutcome.of(manager.enable("counted", EnableOptions.DEFAULT));
            assertEquals(true, client.attribute(name, "Enabled"));
            assertEquals(1.0, client.metric(name, "berth_plugin_up"), 0);
            assertTrue(client.metric(name, "berth_plugin_memory_bytes") > 0);
            ObjectName engine = new ObjectName("dev.berth:type=Engine");
            assertEquals(manager.engine().id(), client.attribute(engine, "Id"));
            assertTrue(client.metric(engine, "berth_plugins{state=\"enabled\"}") >= 1);
            OperationOutcome.of(manager.remove("counted", true));
            client.awaitRegistration(name, MBeanServerNotification.UNREGISTRATION_NOTIFICATION);
        }
    }

    private void configure(String pid, Map<String, String> properties) throws Exception {
        ServiceReference<ConfigurationAdmin> admin =
                bundle.getServiceReference(ConfigurationAdmin.class);
        bundle.getService(admin).getConfiguration(pid, "?").update(new Hashtable<>(properties));
    }

    private void configure(String reference) throws Exception {
        configure("dev.berth.health.registry", Map.of("references", reference));
        HealthCheck check =
                await(
                        "(&(objectClass=%s)(references=%s))"
                                .formatted(HealthCheck.class.getName(), reference));
        assertTrue(check.toString(), check.execute() != null);
    }

    /** Asks all checks with a tag anew, and returns the status of each by its name. */
    private Map<String, Result.Status> status(String tag) {
        HealthCheckExecutionOptions anew =
                new HealthCheckExecutionOptions().setForceInstantExecution(true);
        Map<String, Result.Status> status = new TreeMap<>();
        for (HealthCheckExecutionResult result :
                executor.execute(HealthCheckSelector.tags(tag), anew)) {
            status.put(
                    result.getHealthCheckMetadata().getName(),
                    result.getHealthCheckResult().getStatus());
        }
        return status;
    }

    private <T> T await(String filter) throws InvalidSyntaxException, InterruptedException {
        ServiceTracker<T, T> tracker =
                new ServiceTracker<>(bundle, bundle.createFilter(filter), null);
        tracker.open();
        try {
            T service = tracker.waitForService(TestTimeout.LIMIT.toMillis());
            if (service == null) {
                throw new AssertionError("no service " + filter);
            }
            return service;
        } finally {
            tracker.close();
        }
    }
}
