package dev.berth.discovery;

import dev.berth.discovery.host.PluginHost;
import dev.berth.discovery.host.RecordingLegacyListener;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A {@link LegacyDiscovery} in folders of its own, with a listener and a log. */
abstract class LegacyDiscoveryTestBase {
    @TempDir Path root;
    protected final RecordingLog log = new RecordingLog();
    protected final RecordingLegacyListener listener = new RecordingLegacyListener();
    protected PluginHost host;
    private LegacyDiscovery discovery;

    @BeforeEach
    void makeHost() {
        host = new PluginHost(root);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (discovery != null) {
            discovery.close();
        }
    }

    protected LegacyDiscovery discovery() throws IOException {
        if (discovery == null) {
            discovery = new LegacyDiscovery(configured(host.folders()), log.logger());
        }
        return discovery;
    }

    /** Starts to discover and to listen. */
    protected void listen() throws IOException {
        discovery().subscribe(listener);
    }

    static DiscoveryConfiguration configured(List<Path> folders) {
        return new DiscoveryConfiguration() {
            @Override
            public String spec_owner() {
                return "";
            }

            @Override
            public int read_timeout_seconds() {
                return 1;
            }

            @Override
            public String[] directories() {
                return folders.stream().map(Path::toString).toArray(String[]::new);
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return DiscoveryConfiguration.class;
            }
        };
    }
}
