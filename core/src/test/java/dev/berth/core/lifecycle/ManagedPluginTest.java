package dev.berth.core.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.spi.Descriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ManagedPluginTest {
    private static final StoredPlugin STORED = stored("x:1", "rootfs");

    /** All that changes a plugin, and what only its queue may look at. */
    private static final Map<String, Consumer<ManagedPlugin>> CHANGES =
            Map.ofEntries(
                    entry("setStored", p -> p.setStored(STORED)),
                    entry("setStored of a document", p -> p.setStored(STORED.document())),
                    entry("replace", p -> p.replace(stored("x:1", "rootfs-2"))),
                    entry("transition", p -> p.transition(PluginState.DISABLING, null)),
                    entry("markFailed", p -> p.markFailed(PluginState.DISABLED, "no")),
                    entry("markRemoved", ManagedPlugin::markRemoved),
                    entry("recordExit", p -> p.recordExit(TaskExit.of(1))),
                    entry("recordRestart", ManagedPlugin::recordRestart),
                    entry("resetRestarts", ManagedPlugin::resetRestarts),
                    entry("retire", ManagedPlugin::retire),
                    entry("leases", ManagedPlugin::leases),
                    entry("watch", ManagedPlugin::watch));

    /** How a plugin is treated when nothing is configured. */
    private static final PluginDefaults DEFAULTS =
            new PluginDefaults() {
                @Override
                public SupervisionPolicy supervision() {
                    return SupervisionPolicy.standard();
                }

                @Override
                public ConfinementPolicy confinement() {
                    return ConfinementPolicy.standard();
                }

                @Override
                public long outputLimit() {
                    return 0;
                }
            };

    static final Set<String> MUTATORS = CHANGES.keySet();

    private final ManagerExecutor executor = new ManagerExecutor();
    private final ManagedPlugin plugin = new ManagedPlugin(STORED, executor.queue("x:1"), DEFAULTS);

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @FieldSource("MUTATORS")
    void isChangedByATaskOfItsQueue(String name) throws Exception {
        plugin.submit("change of", c -> change(name)).await();
    }

    @ParameterizedTest
    @FieldSource("MUTATORS")
    void isNotChangedByAnyOtherThread(String name) throws Exception {
        Plugin before = plugin.snapshot();
        String message = assertThrows(IllegalStateException.class, () -> change(name)).getMessage();
        assertTrue(message.contains("plugin x:1 "), message);
        assertTrue(message.contains(Thread.currentThread().getName()), message);
        assertEquals(before, plugin.snapshot());
        assertEquals("still", plugin.submit("use of", c -> "still").await());
    }

    @ParameterizedTest
    @FieldSource("MUTATORS")
    void isNotChangedByATaskOfAnotherQueue(String name) {
        Operation<Void> other = executor.queue("y:1").submit("change of", c -> change(name));
        OperationFailedException end = assertThrows(OperationFailedException.class, other::await);
        assertEquals(IllegalStateException.class, end.getCause().getClass());
    }

    @ParameterizedTest
    @FieldSource("MUTATORS")
    void isNotChangedByAThreadBesideItsTask(String name) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Operation<Integer> task =
                plugin.submit(
                        "use of",
                        c -> {
                            running.countDown();
                            go.await();
                            return 1;
                        });
        running.await();
        assertThrows(IllegalStateException.class, () -> change(name));
        go.countDown();
        task.await();
    }

    @Test
    void runsNoTaskOnceItIsRemoved() throws Exception {
        plugin.submit("removal of", c -> change(ManagedPlugin::markRemoved)).await();
        assertThrows(PluginNotFoundException.class, plugin.submit("use of", c -> 1)::await);
    }

    @Test
    void runsNoTaskOnceItIsRetired() throws Exception {
        plugin.submit("stopping of", c -> change(ManagedPlugin::retire)).await();
        OperationCancelledException end =
                assertThrows(
                        OperationCancelledException.class, plugin.submit("use of", c -> 1)::await);
        assertEquals("use of x:1 was cancelled by the engine's stop", end.getMessage());
    }

    @Test
    void showsItsStateAsOfOneMoment() throws Exception {
        plugin.submit("change of", c -> change(p -> p.markFailed(PluginState.ENABLING, "no")))
                .await();
        assertEquals(PluginState.ENABLING, plugin.snapshot().status().state());
        assertEquals(Optional.of("no"), plugin.snapshot().status().problem());
        plugin.submit("change of", c -> change(p -> p.transition(PluginState.DISABLED, null)))
                .await();
        assertEquals(PluginState.DISABLED, plugin.snapshot().status().state());
        assertEquals(Optional.empty(), plugin.snapshot().status().problem());
    }

    private static Map.Entry<String, Consumer<ManagedPlugin>> entry(
            String name, Consumer<ManagedPlugin> mutator) {
        return Map.entry(name, mutator);
    }

    private Void change(String mutator) {
        return change(CHANGES.get(mutator));
    }

    private Void change(Consumer<ManagedPlugin> change) {
        change.accept(plugin);
        return null;
    }

    private static StoredPlugin stored(String name, String config) {
        byte[] bytes = "{\"description\":\"%s\"}".formatted(config).getBytes();
        Descriptor blob =
                Descriptor.of("application/x", Digest.parse("sha256:" + "a".repeat(64)), 1);
        PluginDocument document =
                PluginDocument.fresh("1".repeat(64), name, null, blob, blob, List.of(blob));
        return new StoredPlugin(document, PluginConfigReader.read(bytes));
    }
}
