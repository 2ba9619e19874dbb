package dev.berth.itest;

import static org.junit.Assert.assertEquals;

import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginState;
import java.util.concurrent.Callable;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Whoever is activated by a plugin's service can use the plugin. */
public class AnActivatedComponentIT extends FrameworkTestBase {

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithActivatedConsumer();
    }

    @Test
    public void findsItLeasesItAndIsToldThatItCannotWaitForIt() throws Exception {
        volumePlugin("volume");
        for (int life = 0; life < 3; life++) {
            OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
            assertEquals("usable", outcome(bundle));
            assertEquals(PluginState.ENABLED, manager.find("volume").status().state());
            OperationOutcome.of(manager.disable("volume", false));
        }
    }

    private static Object outcome(BundleContext context) throws Exception {
        return context.getService(activated(context)).call();
    }

    private static ServiceReference<Callable<?>> activated(BundleContext context)
            throws InvalidSyntaxException {
        ServiceReference<?>[] all =
                context.getAllServiceReferences(
                        Callable.class.getName(), "(berth.itest=activated)");
        assertEquals("it is active once the enabling has ended", 1, all == null ? 0 : all.length);
        @SuppressWarnings("unchecked")
        ServiceReference<Callable<?>> reference = (ServiceReference<Callable<?>>) all[0];
        return reference;
    }
}
