package dev.berth.core.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.berth.core.testing.MemoryRuntime;
import dev.berth.spi.PluginRuntime;
import dev.berth.testing.RecordingLog;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BoundRuntimesTest {
    private static final Path EXEC_ROOT = Path.of("/run/tested");

    private final RecordingLog log = new RecordingLog();
    private final BoundRuntimes runtimes = new BoundRuntimes(EXEC_ROOT, log.logger());
    private final PluginRuntime given = new MemoryRuntime();

    @Test
    void areWhatTheirServicesGiveForTheExecRoot() {
        PluginRuntime service = service(root -> root.equals(EXEC_ROOT) ? given : null);
        assertSame(given, runtimes.bind(service).orElseThrow());
        assertSame(given, runtimes.unbind(service).orElseThrow());
        assertEquals(Optional.empty(), runtimes.unbind(service));
    }

    @Test
    void areTheServicesThatKeepNothingThere() {
        assertSame(given, runtimes.bind(given).orElseThrow());
        assertSame(given, runtimes.unbind(given).orElseThrow());
    }

    @Test
    void areNotUsedWhenTheyFail() throws Exception {
        PluginRuntime throwing =
                service(
                        root -> {
                            throw new StackOverflowError();
                        });
        for (PluginRuntime service : new PluginRuntime[] {throwing, service(root -> null)}) {
            assertEquals(Optional.empty(), runtimes.bind(service));
            log.next("is not used: it fails for the exec root /run/tested");
            assertEquals(Optional.empty(), runtimes.unbind(service));
        }
    }

    /** One whose own equality fails, as foreign code may. */
    private static PluginRuntime service(Function<Path, PluginRuntime> forExecRoot) {
        return (PluginRuntime)
                Proxy.newProxyInstance(
                        PluginRuntime.class.getClassLoader(),
                        new Class<?>[] {PluginRuntime.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("forExecRoot")) {
                                return forExecRoot.apply((Path) arguments[0]);
                            }
                            throw new IllegalStateException(method.getName());
                        });
    }
}
