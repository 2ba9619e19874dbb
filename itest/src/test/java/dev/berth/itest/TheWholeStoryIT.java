package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The main job: pull, consent, enable, use from a component, disable, remove. */
public class TheWholeStoryIT extends FrameworkTestBase {
    private final EventLog events = new EventLog();

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithConsumer();
    }

    @Test
    public void aPluginIsPulledFromARegistryAndUsedByAComponent() throws IOException {
        PluginReference reference =
                new PluginsInTheRegistry(manager)
                        .published("berth/example", PluginSource.example());
        new ServiceWaits(bundle).offer(PluginListener.class, events, Map.of());
        List<Privilege> asked =
                OperationOutcome.of(manager.privileges(InstallRequest.of(reference)));
        assertEquals(
                List.of("mount", "capabilities"), asked.stream().map(Privilege::name).toList());
        assertEquals(List.of(), manager.list());

        Plugin plugin = pulled(reference, asked);
        assertFalse(new ComponentState(bundle).consumerIsActive());
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        assertTrue(new ComponentState(bundle).consumerIsActive());
        assertEquals("Hello from an OSGi component\n", Files.readString(fileOf(plugin)));

        OperationOutcome.of(manager.disable("volume", false));
        assertFalse(new ComponentState(bundle).consumerIsActive());
        assertFalse(Files.exists(fileOf(plugin)));
        OperationOutcome.of(manager.remove("volume", false));
        assertEquals(List.of(), manager.list());
        assertEquals(Set.of(), StoredFiles.below(folders().root()));
        List.of(Kind.PULL, Kind.ENABLE, Kind.DISABLE, Kind.REMOVE).forEach(events::await);
    }

    private Plugin pulled(PluginReference reference, List<Privilege> asked) {
        Queue<Progress> progress = new ConcurrentLinkedQueue<>();
        InstallRequest request =
                InstallRequest.of(reference)
                        .withAlias(PluginReference.parse("volume"))
                        .withPrivileges(asked);
        Plugin plugin = OperationOutcome.of(manager.install(request, progress::add));
        assertEquals("volume:latest", plugin.name().familiar());
        assertEquals(Optional.of(reference), plugin.source());
        assertEquals(PluginState.DISABLED, plugin.status().state());
        assertFalse(new ServiceWaits(bundle).has(VolumeDriver.class, "volume:latest"));
        aBarCouldBeDrawnOf(progress);
        return plugin;
    }

    /** The layer comes in by steps up to its size, is unpacked, and is complete. */
    private static void aBarCouldBeDrawnOf(Queue<Progress> progress) {
        List<Progress> coming =
                progress.stream().filter(p -> p.phase() == Progress.Phase.DOWNLOADING).toList();
        assertTrue(coming.toString(), coming.size() > 1);
        Progress last = coming.get(coming.size() - 1);
        assertEquals(last.total(), last.current());
        long complete =
                progress.stream()
                        .filter(p -> p.phase() == Progress.Phase.COMPLETE)
                        .filter(p -> p.subject().equals(last.subject()))
                        .count();
        assertEquals(1, complete);
    }

    /** Returns where the host sees what the component wrote: below the propagated mount. */
    private Path fileOf(Plugin plugin) {
        return folders()
                .root()
                .resolve("plugins")
                .resolve(plugin.id())
                .resolve("propagated-mount/consumer-demo/hello.txt");
    }
}
