package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.HostFolder;
import dev.berth.capability.PluginClient;
import dev.berth.core.launch.ContributorBinder;
import dev.berth.core.testing.TestReference;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.spi.HostMount;
import dev.berth.spi.LaunchContributor;
import dev.berth.spi.LaunchedTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the host gives plugins when they start: of other bundles' contributors, and core's own. */
@Timeout(60)
class LaunchContributorsTest {
    private static final String VOLUME = "docker.volumedriver/1.0";

    @TempDir private Path top;
    private ManagerHost host;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** Gives one folder, and says what it was called for. */
    private class Giving implements LaunchContributor {
        @Override
        public List<HostMount> contribute(LaunchedTask task) {
            calls.add("contribute");
            return List.of(HostMount.of(top, "/run/example").withReadOnly(true));
        }

        @Override
        public void ended(LaunchedTask task) {
            calls.add("ended");
        }
    }

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private TestReference<LaunchContributor> add(String capability, LaunchContributor contributor) {
        return ContributorBinder.add(host.contributors, capability, contributor);
    }

    private Plugin enabledOf(String type) throws InterruptedException {
        host.registry.add("p", ManagerHost.CONFIG.replace(VOLUME, type), "layer");
        Plugin plugin =
                host.manager.install(ManagerHost.request("p"), ProgressListener.NONE).await();
        return host.manager.enable(plugin.id(), EnableOptions.DEFAULT).await();
    }

    private List<HostMount> given() {
        return host.runtime.launches.get(host.runtime.launches.size() - 1).hostMounts();
    }

    @Test
    void givesMountsForTheCapabilityThatItIsFor() throws Exception {
        add("docker.volumedriver", new Giving());
        add("docker.authz", task -> List.of(HostMount.of(top, "/run/other")));
        Plugin plugin = host.enabled("p");
        assertEquals(List.of(HostMount.of(top, "/run/example").withReadOnly(true)), given());
        PluginClient client = host.manager.find("p", CapabilityFilter.parse(VOLUME));
        assertEquals(Optional.of(top.resolve("a/b")), client.hostPath("/run/example/a/b"));
        assertEquals(
                Optional.of(HostFolder.of(top, Path.of("a"))), client.hostFolder("/run/example/a"));
        assertEquals(Optional.empty(), client.hostPath("/run/examples"));
        assertEquals(List.of("contribute"), calls);
        host.manager.disable(plugin.id(), false).await();
        assertEquals(List.of("contribute", "ended"), calls);
    }

    @Test
    void givesNothingAfterItHasGone() throws Exception {
        ContributorBinder.remove(host.contributors, add(VOLUME, new Giving()));
        host.enabled("p");
        assertEquals(List.of(), given());
    }

    @Test
    void letsNoPluginStartWithoutWhatItNeeds() throws Exception {
        add(VOLUME, new Giving());
        TestReference<LaunchContributor> bad =
                add(
                        VOLUME,
                        task -> {
                            throw new NoClassDefFoundError("com/example/Gone");
                        });
        PluginException failure = assertThrows(PluginException.class, () -> host.enabled("p"));
        assertTrue(failure.getMessage().contains("com/example/Gone"), failure.getMessage());
        assertEquals(List.of("contribute", "ended"), calls);
        ContributorBinder.remove(host.contributors, bad);
        add(VOLUME, task -> null);
        assertThrows(
                PluginException.class,
                () -> host.manager.enable("p", EnableOptions.DEFAULT).await());
        assertEquals(List.of(), host.runtime.launches);
    }

    @Test
    void doesNotWaitForEverForOneThatHangs() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        add(
                VOLUME,
                task -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return List.of();
                });
        PluginException failure = assertThrows(PluginException.class, () -> host.enabled("p"));
        assertTrue(failure.getMessage().contains("does not return"), failure.getMessage());
        never.countDown();
    }

    /**
     * A task's ID is used again: an end that comes late would end what the next start was given.
     */
    @Test
    void tellsOneThatReturnsLateOfTheEndAfterItAndAsksItNothingBefore() throws Exception {
        CountDownLatch returns = new CountDownLatch(1);
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        add(
                VOLUME,
                new Giving() {
                    @Override
                    public List<HostMount> contribute(LaunchedTask task) {
                        threads.add(Thread.currentThread());
                        try {
                            returns.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return super.contribute(task);
                    }
                });
        assertThrows(PluginException.class, () -> host.enabled("p"));
        PluginException again =
                assertThrows(
                        PluginException.class,
                        () -> host.manager.enable("p", EnableOptions.DEFAULT).await());
        assertTrue(
                again.getMessage().contains("has not returned from an earlier call"),
                again.getMessage());
        assertEquals(List.of(), calls);
        returns.countDown();
        threads.take().join();
        assertEquals(List.of("contribute", "ended"), calls);
        host.manager.enable("p", EnableOptions.DEFAULT).await();
        assertEquals(List.of("contribute", "ended", "contribute"), calls);
    }

    @Test
    void isAskedWhetherWhatItGaveIsStillGood() throws Exception {
        host.close();
        host = new ManagerHost(top, host.registry, host.runtime, true);
        host.manager.bindRuntime(host.runtime);
        add(VOLUME, new Giving());
        host.enabled("p");
        host = restarted(new Giving());
        awaitService();
        assertEquals(1, host.runtime.attached.size());
        assertEquals(1, host.runtime.attached.get(0).hostMounts().size());
        host.runtime.beforeStart = launch -> host.runtime.clear(launch.id());
        host =
                restarted(
                        new Giving() {
                            @Override
                            public Optional<List<HostMount>> attach(LaunchedTask task) {
                                return Optional.empty();
                            }
                        });
        awaitService();
        assertEquals(1, host.runtime.attached.size());
        assertEquals(2, host.runtime.launches.size());
    }

    /** What is done to a plugin waits for its start. */
    private void awaitService() throws InterruptedException {
        Plugin plugin = host.manager.find("p");
        assertThrows(
                PluginEnabledException.class,
                () -> host.manager.remove(plugin.id(), false).await());
        host.manager.find("p", CapabilityFilter.parse(VOLUME));
    }

    private ManagerHost restarted(LaunchContributor contributor) {
        host.close();
        ManagerHost next = new ManagerHost(top, host.registry, host.runtime, true);
        ContributorBinder.add(next.contributors, VOLUME, contributor);
        next.manager.bindRuntime(next.runtime);
        return next;
    }

    @Test
    void givesALogDriverAFolderForItsFifos() throws Exception {
        Plugin plugin = enabledOf("docker.logdriver/1.0");
        HostMount folder = given().get(0);
        assertEquals("/run/docker/logging", folder.destination());
        assertTrue(folder.readOnly());
        assertTrue(Files.isDirectory(folder.source()));
        host.manager.disable(plugin.id(), false).await();
        assertFalse(Files.exists(folder.source()));
    }

    @Test
    void givesAMetricsCollectorASocket() throws Exception {
        Plugin plugin = enabledOf("docker.metricscollector/1.0");
        HostMount socket = given().get(0);
        assertEquals("/run/docker/metrics.sock", socket.destination());
        assertTrue(Files.exists(socket.source()));
        host.manager.disable(plugin.id(), false).await();
        assertFalse(Files.exists(socket.source()));
    }
}
