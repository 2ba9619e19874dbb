package dev.berth.itest;

import static org.junit.Assert.assertEquals;

import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.testing.TestTimeout;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** A capability handler hears of every plugin, whichever of the two came first. */
public class HandlersIT extends FrameworkTestBase {
    private static final Map<String, ?> VOLUMES =
            Map.of(CapabilityProperties.CAPABILITY, "docker.volumedriver/1.0");

    private ServiceWaits services;

    @Before
    public void anInstalledPlugin() {
        services = new ServiceWaits(bundle);
        volumePlugin("volume");
    }

    @After
    public void itIsDisabled() {
        volumePlugin("volume");
    }

    @Test
    public void oneThatRegistersBeforeThePluginIsTold() throws InterruptedException {
        Hearsay handler = new Hearsay();
        ServiceRegistration<?> registration =
                services.offer(CapabilityHandler.class, handler, VOLUMES);
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        assertEquals("added volume:latest", handler.next());
        OperationOutcome.of(manager.disable("volume", false));
        assertEquals("removed volume:latest", handler.next());
        registration.unregister();
    }

    @Test
    public void oneThatRegistersAfterThePluginIsToldAsWell() throws InterruptedException {
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        Hearsay handler = new Hearsay();
        ServiceRegistration<?> registration =
                services.offer(CapabilityHandler.class, handler, VOLUMES);
        assertEquals("added volume:latest", handler.next());
        OperationOutcome.of(manager.disable("volume", false));
        assertEquals("removed volume:latest", handler.next());
        registration.unregister();
    }

    @Test
    public void allAreToldAndOneThatThrowsHarmsNobody() throws InterruptedException {
        ServiceRegistration<?> throwing =
                services.offer(CapabilityHandler.class, new Throwing(), VOLUMES);
        Hearsay first = new Hearsay();
        Hearsay second = new Hearsay();
        List<ServiceRegistration<?>> registrations =
                List.of(
                        services.offer(CapabilityHandler.class, first, VOLUMES),
                        services.offer(CapabilityHandler.class, second, VOLUMES));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        assertEquals("added volume:latest", first.next());
        assertEquals("added volume:latest", second.next());
        registrations.forEach(ServiceRegistration::unregister);
        throwing.unregister();
    }

    @Test
    public void oneForAnotherCapabilityHearsNothing() throws InterruptedException {
        Hearsay other = new Hearsay();
        ServiceRegistration<?> registration =
                services.offer(
                        CapabilityHandler.class,
                        other,
                        Map.of(CapabilityProperties.CAPABILITY, "docker.networkdriver/1.0"));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        OperationOutcome.of(manager.disable("volume", false));
        assertEquals(0, other.heard.size());
        registration.unregister();
    }

    @Test
    public void oneWhoseCapabilityChangesIsToldOfTheDifference() throws InterruptedException {
        Hearsay handler = new Hearsay();
        ServiceRegistration<?> registration =
                services.offer(CapabilityHandler.class, handler, VOLUMES);
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        assertEquals("added volume:latest", handler.next());
        registration.setProperties(
                new Hashtable<>(
                        Map.of(CapabilityProperties.CAPABILITY, "docker.networkdriver/1.0")));
        assertEquals("removed volume:latest", handler.next());
        registration.setProperties(new Hashtable<>(VOLUMES));
        assertEquals("added volume:latest", handler.next());
        registration.unregister();
    }

    @Test
    public void oneThatIsRegisteredTwiceIsTwo() throws InterruptedException {
        Hearsay handler = new Hearsay();
        List<ServiceRegistration<?>> registrations =
                List.of(
                        services.offer(CapabilityHandler.class, handler, VOLUMES),
                        services.offer(CapabilityHandler.class, handler, VOLUMES));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        assertEquals("added volume:latest", handler.next());
        assertEquals("added volume:latest", handler.next());
        registrations.get(0).unregister();
        OperationOutcome.of(manager.disable("volume", false));
        assertEquals("removed volume:latest", handler.next());
        assertEquals(0, handler.heard.size());
        registrations.get(1).unregister();
    }

    private static final class Hearsay implements CapabilityHandler {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void added(PluginClient client) {
            heard.add("added " + client.plugin());
        }

        @Override
        public void removed(PluginClient client) {
            heard.add("removed " + client.plugin());
        }

        String next() throws InterruptedException {
            return heard.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static final class Throwing implements CapabilityHandler {
        @Override
        public void added(PluginClient client) {
            throw new NoClassDefFoundError("a/handlers/own/Trouble");
        }

        @Override
        public void removed(PluginClient client) {
            throw new NoClassDefFoundError("a/handlers/own/Trouble");
        }
    }
}
