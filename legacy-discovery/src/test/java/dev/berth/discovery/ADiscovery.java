package dev.berth.discovery;

import dev.berth.discovery.host.Heard;
import dev.berth.discovery.host.PluginHost;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a discovery at work share. */
abstract class ADiscovery {
    @TempDir Path root;
    protected final RecordingLog log = new RecordingLog();
    protected final Heard heard = new Heard();
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
        discovery().subscribe(heard);
    }

    static DiscoveryConfiguration configured(List<Path> folders) {
        return new DiscoveryConfiguration() {
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
