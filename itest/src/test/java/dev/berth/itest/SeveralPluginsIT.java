package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.Outcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.OperationCancelledException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** They are started in parallel, and do not wait for each other. */
public class SeveralPluginsIT extends InBerth {

    @Test
    public void startTogetherWhileOneThatNeverIsReadyHoldsNobodyUp() {
        misbehaving("mute");
        List<String> names = List.of("one", "two", "three");
        names.forEach(this::volumePlugin);
        Duration aLongTime = Duration.ofMinutes(5);

        Operation<Plugin> never = manager.enable("bad", within(aLongTime, aLongTime));
        List<Operation<Plugin>> starts =
                names.stream().map(n -> manager.enable(n, EnableOptions.DEFAULT)).toList();
        starts.forEach(Outcome::of);

        assertFalse(never.result().toCompletableFuture().isDone());
        assertEquals(PluginState.ENABLING, manager.find("bad").state());
        names.forEach(this::use);
        never.cancel();
        Outcome.failure(OperationCancelledException.class, never);
        assertEquals(PluginState.DISABLED, manager.find("bad").state());
    }

    /** Each has volumes of its own. */
    private void use(String name) {
        VolumeDriver driver = new Services(bundle).await(VolumeDriver.class, name + ":latest");
        driver.create("of-" + name, Map.of());
        assertEquals(List.of("of-" + name), driver.list().stream().map(v -> v.name()).toList());
    }
}
