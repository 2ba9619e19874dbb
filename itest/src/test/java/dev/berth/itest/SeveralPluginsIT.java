package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StallingProxy;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;

/** They are started in parallel, and do not wait for each other. */
public class SeveralPluginsIT extends FrameworkTestBase {

    @Test
    public void startTogetherWhileOneThatNeverIsReadyHoldsNobodyUp() {
        misbehaving("mute");
        List<String> names = List.of("one", "two", "three");
        names.forEach(this::volumePlugin);
        Duration aLongTime = Duration.ofMinutes(5);

        Operation<Plugin> never = manager.enable("bad", within(aLongTime, aLongTime));
        List<Operation<Plugin>> starts =
                names.stream().map(n -> manager.enable(n, EnableOptions.DEFAULT)).toList();
        starts.forEach(OperationOutcome::of);

        assertFalse(never.result().toCompletableFuture().isDone());
        assertEquals(PluginState.ENABLING, manager.find("bad").status().state());
        names.forEach(this::use);
        never.cancel();
        OperationOutcome.failure(OperationCancelledException.class, never);
        assertEquals(PluginState.DISABLED, manager.find("bad").status().state());
    }

    @Test
    public void thatArePulledAtOnceDownloadTheLayerTheyShareOnce() throws IOException {
        PluginSource large = PluginSource.idle("shared by two");
        byte[] noise = new byte[4_000_000];
        new Random(4).nextBytes(noise);
        Files.write(large.rootfs().resolve("etc/noise"), noise);
        PluginReference reference =
                new PluginsInTheRegistry(manager).published("berth/large", large);
        // Twice the layer does not fit through this proxy.
        try (StallingProxy proxy = StallingProxy.after(6_000_000)) {
            InstallRequest request =
                    InstallRequest.of(
                            PluginReference.parse(proxy.address() + "/" + reference.path()));
            List<Operation<Plugin>> pulls =
                    Stream.of("left", "right")
                            .map(name -> request.withAlias(PluginReference.parse(name)))
                            .map(r -> manager.install(r, ProgressListener.NONE))
                            .toList();
            pulls.forEach(OperationOutcome::of);
        }
        manager.list().forEach(plugin -> OperationOutcome.of(manager.remove(plugin.id(), true)));
        assertEquals(Set.of(), StoredFiles.below(folders().root()));
    }

    /** Each has volumes of its own. */
    private void use(String name) {
        VolumeDriver driver = new ServiceWaits(bundle).await(VolumeDriver.class, name + ":latest");
        driver.create("of-" + name, Map.of());
        assertEquals(List.of("of-" + name), driver.list().stream().map(v -> v.name()).toList());
    }
}
