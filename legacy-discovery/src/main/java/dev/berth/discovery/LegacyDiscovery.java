package dev.berth.discovery;

import dev.berth.discovery.announce.EndpointPublisher;
import dev.berth.discovery.lookup.EndpointLookup;
import dev.berth.discovery.place.DiscoveryFolders;
import dev.berth.discovery.watch.FolderWatch;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** Discovery in Docker's directories: what is there at the start, and what comes and goes. */
@Component(configurationPid = "dev.berth.discovery")
@Designate(ocd = DiscoveryConfiguration.class)
public final class LegacyDiscovery implements PluginDiscovery {
    private final EndpointLookup lookup;
    private final EndpointPublisher announcements;
    private final DiscoveryThread patrol;

    /** Looks once, so that whoever subscribes is told at once, and watches from then on. */
    @Activate
    public LegacyDiscovery(
            DiscoveryConfiguration configuration,
            @Reference(service = LoggerFactory.class) Logger log)
            throws IOException {
        DiscoveryFolders folders =
                new DiscoveryFolders(
                        Arrays.stream(configuration.directories())
                                .filter(text -> !text.isBlank())
                                .map(text -> Path.of(text).toAbsolutePath().normalize())
                                .distinct()
                                .toList());
        lookup = new EndpointLookup(folders);
        announcements = new EndpointPublisher(log);
        Scanner survey = new Scanner(folders, lookup, new FolderWatch());
        patrol = new DiscoveryThread(survey, announcements, new ProblemLog(log), log);
        patrol.start();
    }

    @Override
    public Optional<LegacyEndpoint> find(String name) {
        return lookup.look(name).found().map(found -> found.endpoint());
    }

    @Override
    public Subscription subscribe(LegacyListener listener) {
        return announcements.subscribe(listener);
    }

    /** Ends the watch; nobody is told of anything after that. */
    @Deactivate
    public void close() throws InterruptedException {
        announcements.close();
        patrol.stop();
    }
}
