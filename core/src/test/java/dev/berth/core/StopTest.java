package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryRuntime;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start under way ends when it is no longer wanted, and the engine's stop has an end. */
@Timeout(60)
class StopTest {
    @TempDir Path top;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch starting = new CountDownLatch(1);
    private ManagerHost host;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
        end.countDown();
    }

    @Test
    void aDisableCancelsAStartUnderWayAndThoseInLine() throws Exception {
        Operation<Plugin> enable = neverReady();
        Operation<Plugin> again = host.manager.enable("x", EnableOptions.DEFAULT);
        Plugin after = host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, after.status().state());
        assertFalse(after.enabled());
        String message = cancellation(enable).getMessage();
        assertEquals("enabling of x:latest was cancelled by disabling of x:latest", message);
        cancellation(again);
        assertEquals(1, host.runtime.launches.size());
        assertThrows(PluginDisabledException.class, () -> host.manager.disable("x", false).await());
    }

    @Test
    void ofTheEngineIsNoWarningOfARuntimeThatIsAsked() throws Exception {
        MemoryRuntime runtime = new MemoryRuntime();
        runtime.beforeList =
                () -> {
                    starting.countDown();
                    end.await();
                };
        host.manager.bindRuntime(runtime);
        starting.await();
        host.close();
        assertFalse(host.log.has("cannot ask the runtime"), host.log.lines().toString());
    }

    @Test
    void aForcedRemovalCancelsAStartUnderWay() throws Exception {
        Operation<Plugin> enable = neverReady();
        host.manager.remove("x", true).await();
        cancellation(enable);
        assertEquals(List.of(), host.tree("plugins"));
    }

    @Test
    void anUnforcedRemovalDoesNot() throws Exception {
        host.install("x");
        CountDownLatch go = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    go.await();
                };
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        Operation<Plugin> removal = host.manager.remove("x", false);
        go.countDown();
        assertEquals(PluginState.ENABLED, enable.await().status().state());
        assertThrows(PluginEnabledException.class, removal::await);
    }

    @Test
    void aDisableCancelsARestartUnderWay() throws Exception {
        Plugin plugin = host.enabled("x");
        holdStarts();
        host.runtime.die(plugin.id(), 1);
        starting.await();
        Plugin after = host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, after.status().state());
        assertFalse(after.enabled());
        assertEquals(PluginEvent.Kind.DISABLE, host.event(PluginEvent.Kind.DISABLE).kind());
    }

    @Test
    void aRestartThatIsCancelledInVainIsTriedAgain() throws Exception {
        Plugin plugin = host.enabled("x");
        holdStarts();
        host.runtime.die(plugin.id(), 1);
        starting.await();
        host.runtime.beforeStart = launch -> {};
        Path inTheWay = host.root().resolve("plugins/" + plugin.id() + "/.plugin.json.new");
        Files.createDirectories(inTheWay.resolve("full"));
        assertThrows(PluginStorageException.class, () -> host.manager.disable("x", true).await());
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
    }

    @Test
    void theEngineCancelsAStartUnderWay() throws Exception {
        Operation<Plugin> enable = neverReady();
        host.close();
        assertEquals(
                "enabling of x:latest was cancelled by the engine's stop",
                cancellation(enable).getMessage());
        assertEquals(Optional.empty(), problemOfTheStop());
    }

    @Test
    void theFrameworkCancelsAStartUnderWayBeforeTheRuntimeIsGone() throws Exception {
        Operation<Plugin> enable = neverReady();
        host.frameworkStops = true;
        host.manager.releaseRuntime(host.runtime, true);
        cancellation(enable);
        host.close();
        assertEquals(Optional.empty(), problemOfTheStop());
    }

    @Test
    void aRuntimeThatNeverAnswersIsNamed() throws Exception {
        host.install("x");
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    neverInterrupted();
                };
        host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        host.close();
        String line = problemOfTheStop().orElseThrow();
        assertTrue(line.contains("within 3.0 s: enabling of x:latest: thread berth-work-"), line);
        assertTrue(line.contains("StopTest.neverInterrupted"), line);
    }

    @Test
    void whatEndsAfterTheStopChangesNothing() throws Exception {
        Plugin plugin = host.install("x");
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    neverInterrupted();
                };
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        host.close();
        Path document = host.root().resolve("plugins/" + plugin.id() + "/plugin.json");
        String stopped = Files.readString(document);
        end.countDown();
        cancellation(enable);
        assertEquals(stopped, Files.readString(document));
        host = new ManagerHost(top);
    }

    @Test
    void aDownloadThatNeverEndsIsNamed() throws Exception {
        host.registry.opening =
                (blob, bytes) -> {
                    starting.countDown();
                    neverInterrupted();
                    return new ByteArrayInputStream(bytes);
                };
        host.registry.add("x", ManagerHost.CONFIG, "layer");
        Operation<Plugin> install =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE);
        starting.await();
        host.close();
        List<String> named =
                host.log.lines("error").stream()
                        .filter(line -> line.startsWith("the engine stops without"))
                        .toList();
        assertTrue(named.toString().contains("pull of x"), named.toString());
        assertTrue(named.toString().contains("StopTest.neverInterrupted"), named.toString());
        // The test's folder is deleted when nobody writes into it any more.
        end.countDown();
        assertThrows(PluginException.class, install::await);
    }

    @Test
    void aPluginThatDoesNotStopIsNamedAndOthersAreStopped() throws Exception {
        host.enabled("x");
        host.enabled("y");
        AtomicBoolean first = new AtomicBoolean();
        host.runtime.beforeStop =
                grace -> {
                    if (first.compareAndSet(false, true)) {
                        neverInterrupted();
                    }
                };
        host.close();
        assertEquals(1, host.runtime.running().size());
        assertTrue(problemOfTheStop().orElseThrow().contains("stopping of "));
    }

    private Operation<Plugin> neverReady() throws Exception {
        host.install("x");
        holdStarts();
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        return enable;
    }

    private void holdStarts() {
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    end.await();
                };
    }

    private static OperationCancelledException cancellation(Operation<Plugin> operation) {
        return assertThrows(OperationCancelledException.class, operation::await);
    }

    private Optional<String> problemOfTheStop() {
        return host.log.lines("error").stream()
                .filter(line -> line.startsWith("the engine stops without"))
                .findFirst();
    }

    /** Returns after the test, and at no interrupt. */
    private void neverInterrupted() {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
