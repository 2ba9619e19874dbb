package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.PluginClient;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.publish.HandlerBinder;
import dev.berth.core.testing.TestHandler;
import dev.berth.core.testing.TestReference;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.InadequateCapabilityException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers hear of every plugin with their capability, whichever came first. */
class HandlerRegistryTest {
    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void hearOfAPluginThatComesAfterThem() throws Exception {
        Ear ear = new Ear();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        host.enabled("x");
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        host.manager.disable("x", false).await();
        assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
    }

    @Test
    void hearOfAPluginThatWasThereBeforeThem() throws Exception {
        host.enabled("x");
        Ear ear = new Ear();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        host.manager.disable("x", false).await();
        assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
    }

    @Test
    void areAllTold() throws Exception {
        Ear[] ears = {new Ear(), new Ear(), new Ear()};
        for (Ear ear : ears) {
            HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        }
        host.enabled("x");
        for (Ear ear : ears) {
            assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        }
        host.manager.disable("x", false).await();
        for (Ear ear : ears) {
            assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
        }
    }

    @Test
    void hearOfTheirOwnCapabilitiesOnly() throws Exception {
        Ear volumes = new Ear();
        Ear both = new Ear();
        Ear none = new Ear();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, volumes);
        HandlerBinder.add(
                host.handlers, new String[] {"docker.authz/1.0", "docker.volumedriver/1.0"}, both);
        HandlerBinder.add(host.handlers, Capability.NETWORK_DRIVER, none);
        String types = "\"docker.volumedriver/1.0\",\"docker.authz/1.0\"";
        host.registry.add(
                "x", ManagerHost.CONFIG.replace("\"docker.volumedriver/1.0\"", types), "layer");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals("+ docker.volumedriver/1.0 of x:latest", volumes.next());
        assertEquals("+ docker.volumedriver/1.0 of x:latest", both.next());
        assertEquals("+ docker.authz/1.0 of x:latest", both.next());
        assertNull(volumes.heard.poll());
        assertNull(none.heard.poll());
    }

    @Test
    void hearOfAnyVersionUnlessTheyNameOne() throws Exception {
        Ear any = new Ear();
        Ear all = new Ear();
        Ear other = new Ear();
        HandlerBinder.add(host.handlers, new String[] {"Docker.volumeDriver"}, any);
        HandlerBinder.add(host.handlers, new String[] {"*"}, all);
        HandlerBinder.add(host.handlers, new String[] {"docker.volumedriver/1.0"}, other);
        host.registry.add(
                "x", ManagerHost.CONFIG.replace("volumedriver/1.0", "volumedriver/1.1"), "layer");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals("+ docker.volumedriver/1.1 of x:latest", any.next());
        assertEquals("+ docker.volumedriver/1.1 of x:latest", all.next());
        assertEquals(1, host.services.of(VolumeDriver.class).size(), "the type is the protocol's");
        host.manager.find("x", CapabilityFilter.parse("docker.volumedriver"));
        host.manager.lease("x", CapabilityFilter.parse("docker.volumedriver/1.1"), "me").close();
        assertThrows(
                InadequateCapabilityException.class,
                () -> host.manager.find("x", Capability.VOLUME_DRIVER));
        assertNull(other.heard.poll());
    }

    @Test
    void areWarnedOfAPropertyThatMatchesNothing() throws Exception {
        HandlerBinder.add(host.handlers, new String[] {"VolumeDriver"}, new Ear());
        host.log.next("\"VolumeDriver\" is not a capability");
    }

    @Test
    void harmNobodyWhenTheyThrow() throws Exception {
        Ear ear = new Ear();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, new Broken());
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        assertEquals(PluginState.ENABLED, host.enabled("x").status().state());
        host.log.next("failed on docker.volumedriver/1.0 of x:latest");
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        host.manager.disable("x", false).await();
        assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
    }

    @Test
    void hearNothingOnceTheyHaveGone() throws Exception {
        Ear ear = new Ear();
        Ear witness = new Ear();
        TestReference<CapabilityHandler> reference =
                HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, witness);
        host.enabled("x");
        ear.next();
        HandlerBinder.remove(host.handlers, reference);
        host.manager.disable("x", false).await();
        witness.next();
        witness.next();
        assertNull(ear.heard.poll());
    }

    @Test
    void areForgottenOnceTheyHaveGone() throws Exception {
        host.enabled("x");
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Set<Reference<Object>> all = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Ear ear = new Ear();
            TestReference<CapabilityHandler> reference =
                    HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
            HandlerBinder.remove(host.handlers, reference);
            all.add(new WeakReference<>(ear, collected));
        }
        WaitBudget budget = new WaitBudget(Duration.ofSeconds(60));
        while (!all.isEmpty()) {
            assertFalse(budget.left().isZero(), () -> all.size() + " handlers stay");
            // A thread that has just been done with one may still hold it: collected once more.
            System.gc();
            Reference<?> gone = collected.remove(200);
            for (; gone != null; gone = collected.poll()) {
                all.remove(gone);
            }
        }
    }

    @Test
    void hearOfTheDifferenceWhenTheirCapabilitiesChange() throws Exception {
        host.enabled("x");
        Ear ear = new Ear();
        TestReference<CapabilityHandler> reference =
                HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        HandlerBinder.update(host.handlers, reference, Capability.AUTHZ);
        assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
        HandlerBinder.update(host.handlers, reference, Capability.VOLUME_DRIVER);
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
    }

    @Test
    void areTwoWhenOneObjectIsRegisteredTwice() throws Exception {
        Ear ear = new Ear();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        TestReference<CapabilityHandler> second =
                HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        host.enabled("x");
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
        HandlerBinder.remove(host.handlers, second);
        host.manager.disable("x", false).await();
        assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
        assertNull(ear.heard.poll());
    }

    @Test
    void hearNothingOfWhatComesAndGoesWhileTheyAreBusy() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        TestHandler busy = new TestHandler();
        busy.onAdded =
                client -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, busy);
        host.enabled("x");
        assertEquals("+ docker.volumedriver/1.0 of x:latest", busy.next());
        host.enabled("y");
        host.manager.disable("y", false).await();
        host.enabled("z");
        go.countDown();
        assertEquals("+ docker.volumedriver/1.0 of z:latest", busy.next());
    }

    @Test
    void areToldNothingWhenTheirServiceHasNoObject() throws Exception {
        TestReference<CapabilityHandler> empty =
                HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, null);
        host.enabled("x");
        host.log.next("has no object");
        host.manager.disable("x", false).await();
        HandlerBinder.remove(host.handlers, empty);
    }

    @Test
    void areToldOfAMistakeInTheLogWhenTheySayNoCapability() {
        HandlerBinder.add(host.handlers, new String[0], new Ear());
        assertTrue(host.log.has("is told of nothing"), host.log.lines().toString());
    }

    @Test
    void hearOfAPluginThatDiedAndCameBack() throws Exception {
        Ear ear = new Ear();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
        String id = host.enabled("x").id();
        ear.next();
        host.runtime.die(id, 1);
        assertEquals("- docker.volumedriver/1.0 of x:latest", ear.next());
        assertEquals("+ docker.volumedriver/1.0 of x:latest", ear.next());
    }

    /** Writes down what it hears. */
    private static final class Ear implements CapabilityHandler {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void added(PluginClient client) {
            heard.add("+ " + client);
        }

        @Override
        public void removed(PluginClient client) {
            heard.add("- " + client);
        }

        String next() throws InterruptedException {
            return heard.poll(20, TimeUnit.SECONDS);
        }
    }

    private static final class Broken implements CapabilityHandler {
        @Override
        public void added(PluginClient client) {
            throw new IllegalStateException("added");
        }

        @Override
        public void removed(PluginClient client) {
            throw new IllegalStateException("removed");
        }
    }
}
