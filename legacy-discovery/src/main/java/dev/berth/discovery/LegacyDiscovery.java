package dev.berth.discovery;

import dev.berth.discovery.file.EndpointReader;
import dev.berth.discovery.folder.DiscoveryFolders;
import dev.berth.discovery.lookup.EndpointLookup;
import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.discovery.publish.EndpointPublisher;
import dev.berth.discovery.watch.FolderWatch;
import dev.berth.shared.configuration.ConfigurationForm;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A {@link PluginDiscovery} over Docker's plugin directories: finds sockets, {@code .spec} and
 * {@code .json} files there, and watches them come and go.
 *
 * @see <a href="https://docs.docker.com/engine/extend/plugin_api/#plugin-discovery">Plugin
 *     discovery</a>
 */
@Component(configurationPid = LegacyDiscovery.PID)
@Designate(ocd = DiscoveryConfiguration.class)
public final class LegacyDiscovery implements PluginDiscovery {
    static final String PID = "dev.berth.discovery";

    static final ConfigurationForm<DiscoveryConfiguration> FORM =
            ConfigurationForm.of(DiscoveryConfiguration.class, PID)
                    .atLeast(1, "read.timeout.seconds")
                    .require("spec.owner")
                    .check("directories", "folders", c -> paths(c));

    private final EndpointLookup lookup;
    private final EndpointPublisher publisher;
    private final DiscoveryThread thread;

    /**
     * Scans once, so that a subscriber is told at once, and watches from then on. A file system
     * that hangs holds this for the time limit only.
     */
    @Activate
    public LegacyDiscovery(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log)
            throws IOException {
        this(FORM.read(properties, log::error), log);
    }

    LegacyDiscovery(DiscoveryConfiguration configuration, Logger log) throws IOException {
        Duration limit = Duration.ofSeconds(configuration.read_timeout_seconds());
        FolderWatch watch = new FolderWatch();
        DiscoveryFolders folders = new DiscoveryFolders(paths(configuration), limit, watch::wake);
        lookup =
                new EndpointLookup(
                        folders,
                        new EndpointReader(configuration.spec_owner()),
                        limit,
                        watch::wake);
        publisher = new EndpointPublisher(log);
        Scanner scanner = new Scanner(folders, lookup, watch);
        thread = new DiscoveryThread(scanner, publisher, new ProblemLog(log), limit, log);
        thread.start();
    }

    private static List<Path> paths(DiscoveryConfiguration configuration) {
        return Arrays.stream(configuration.directories())
                .map(text -> Path.of(text).toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    @Override
    public Optional<LegacyEndpoint> find(String name) {
        return lookup.find(name).found().map(FoundEndpoint::endpoint);
    }

    @Override
    public Subscription subscribe(LegacyListener listener) {
        return publisher.subscribe(listener);
    }

    /** Ends the watch; no listener is called after that. */
    @Deactivate
    public void close() throws InterruptedException {
        publisher.close();
        thread.stop();
    }
}
