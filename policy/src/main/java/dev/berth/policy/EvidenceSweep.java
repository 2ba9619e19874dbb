package dev.berth.policy;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginVersion;
import dev.berth.policy.evidence.EvidenceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Deletes the signatures that were kept of versions that are no longer installed, when a plugin has
 * been removed or upgraded.
 */
@Component(configurationPid = PolicyForm.PID)
public final class EvidenceSweep implements PluginListener {
    /** An install keeps signatures before it fetches. */
    private static final Duration LONGEST_INSTALL = Duration.ofHours(6);

    private static final Set<PluginEvent.Kind> REASONS =
            Set.of(PluginEvent.Kind.REMOVE, PluginEvent.Kind.PULL);

    private final Supplier<List<Plugin>> installed;
    private final EvidenceStore store;
    private final InstantSource clock;
    private final Logger log;

    @Activate
    public EvidenceSweep(
            Map<String, Object> properties,
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        this(
                manager::list,
                new EvidenceStore(
                        Path.of(PolicyForm.FORM.readSilently(properties).signatures_folder())),
                InstantSource.system(),
                log);
    }

    EvidenceSweep(
            Supplier<List<Plugin>> installed,
            EvidenceStore store,
            InstantSource clock,
            Logger log) {
        this.installed = installed;
        this.store = store;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void plugin(PluginEvent event) {
        if (REASONS.contains(event.kind())) {
            try {
                store.sweep(this::used, clock.instant().minus(LONGEST_INSTALL));
            } catch (IOException e) {
                log.warn("signatures of removed plugins are still there: {}", e.toString());
            }
        }
    }

    private Set<Digest> used() {
        return installed.get().stream()
                .flatMap(
                        plugin ->
                                Stream.concat(
                                        Stream.of(plugin.digest()),
                                        plugin.previousVersions().stream()
                                                .map(PluginVersion::digest)))
                .collect(Collectors.toSet());
    }
}
