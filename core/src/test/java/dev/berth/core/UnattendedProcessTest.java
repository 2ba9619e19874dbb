package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.testing.TestTimeout;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that an earlier engine has left is not left a second time, because its restoring was
 * cancelled or its runtime went, by an engine that is to leave none.
 */
class UnattendedProcessTest {
    @TempDir Path top;

    private final MemoryRuntime runtime = new MemoryRuntime();
    private final CountDownLatch restoring = new CountDownLatch(1);
    private ManagerHost host;

    @BeforeEach
    void anEngineHasLeftAProcess() throws Exception {
        ManagerHost earlier = new ManagerHost(top, new MemoryRegistry(), runtime, true);
        earlier.manager.bindRuntime(runtime);
        earlier.enabled("a:1");
        earlier.close();
        assertEquals(1, runtime.running().size());
    }

    private void restoringHangs() throws Exception {
        runtime.beforeAttach =
                launch -> {
                    restoring.countDown();
                    new CountDownLatch(1).await();
                };
        host = new ManagerHost(top, new MemoryRegistry(), runtime, false);
        host.manager.bindRuntime(runtime);
        assertTrue(restoring.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void endsWithTheEngine() throws Exception {
        restoringHangs();
        host.close();
        assertEquals(Set.of(), runtime.running());
    }

    @Test
    void endsWithADisable() throws Exception {
        restoringHangs();
        host.manager.disable("a:1", false).await();
        assertEquals(Set.of(), runtime.running());
        runtime.beforeAttach = launch -> {};
        host.manager.enable("a:1", EnableOptions.DEFAULT).await();
        assertEquals(1, runtime.running().size());
        host.close();
    }

    @Test
    void endsWithTheRuntimesBundle() throws Exception {
        restoringHangs();
        host.manager.releaseRuntime(runtime, true);
        assertEquals(Set.of(), runtime.running());
        host.close();
    }

    @Test
    void endsWithADisableThoughItCouldBeNeitherAttachedToNorReplaced() throws Exception {
        String id = runtime.running().iterator().next();
        runtime.die(id, 1);
        runtime.leftOver.add(id);
        runtime.beforeStart =
                launch -> {
                    throw new PluginRuntimeException("no", null);
                };
        host = new ManagerHost(top, new MemoryRegistry(), runtime, false);
        host.manager.bindRuntime(runtime);
        host.event(PluginEvent.Kind.BACKOFF);
        host.manager.disable("a:1", false).await();
        assertEquals(Set.of(), runtime.leftOver);
        host.close();
    }
}
