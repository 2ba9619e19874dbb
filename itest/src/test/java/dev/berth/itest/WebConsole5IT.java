package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.host.HostOptions;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The same page in Web Console 5, which is one of {@code jakarta.servlet}. */
public class WebConsole5IT extends WebConsoleIT {
    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithWebConsole5();
    }

    @Test
    public void isTheServletOfJakarta() throws Exception {
        assertEquals(200, console.get("").statusCode());
        assertEquals(
                List.of("org.apache.felix.webconsole"),
                Arrays.stream(servlet("jakarta.servlet.Servlet").getUsingBundles())
                        .map(Bundle::getSymbolicName)
                        .toList());
        // Null of a service that nobody uses.
        assertNull(servlet("javax.servlet.Servlet").getUsingBundles());
    }

    private ServiceReference<?> servlet(String type) throws Exception {
        return bundle.getAllServiceReferences(type, "(felix.webconsole.label=berth)")[0];
    }

    @Test
    public void showsTheInventory() throws Exception {
        HttpResponse<String> status = console.page("/system/console/status-berth.txt");
        assertEquals(200, status.statusCode());
        assertTrue(status.body(), status.body().contains("engine: " + manager.engine().id()));
    }
}
