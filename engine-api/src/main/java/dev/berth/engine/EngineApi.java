package dev.berth.engine;

import dev.berth.engine.event.EventJournal;
import dev.berth.engine.http.Dispatcher;
import dev.berth.engine.http.EngineServer;
import dev.berth.engine.http.ServerLimits;
import dev.berth.engine.http.StandardHeaders;
import dev.berth.engine.http.TlsFiles;
import dev.berth.engine.route.EngineFacts;
import dev.berth.engine.route.ErrorResponses;
import dev.berth.engine.route.Routes;
import dev.berth.plugin.PluginManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The component that runs the HTTP server while there is a plugin manager. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "dev.berth.engine")
@Designate(ocd = EngineConfiguration.class)
public final class EngineApi {
    private final EngineServer server;

    @Activate
    public EngineApi(
            @Reference PluginManager plugins,
            @Reference EventJournal journal,
            @Reference(service = LoggerFactory.class) Logger log,
            BundleContext context,
            EngineConfiguration configuration)
            throws IOException {
        ErrorResponses failures = new ErrorResponses(log);
        EngineFacts facts = EngineFacts.here(shown(context.getBundle().getVersion()));
        this.server =
                new EngineServer(
                        new Dispatcher(Routes.of(plugins, journal, facts, failures), failures),
                        failures,
                        limits(configuration),
                        new StandardHeaders(
                                "Berth/%s (%s)".formatted(facts.version(), facts.os()), facts.os()),
                        log);
        try {
            listen(configuration, log);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Deactivate
    void stop() {
        server.close();
    }

    private void listen(EngineConfiguration configuration, Logger log) throws IOException {
        if (!configuration.socket().isEmpty()) {
            server.listenOnUnixSocket(Path.of(configuration.socket()), configuration.group());
            log.info("the engine API listens on {}", configuration.socket());
        }
        if (!configuration.tcp_address().isEmpty()) {
            TlsFiles tls =
                    new TlsFiles(
                            Path.of(configuration.tls_ca()),
                            Path.of(configuration.tls_certificate()),
                            Path.of(configuration.tls_key()));
            Object where = server.listenOnTcp(address(configuration.tcp_address()), tls);
            log.info("the engine API listens on {}", where);
        }
    }

    private static InetSocketAddress address(String text) throws IOException {
        try {
            URI uri = URI.create("tcp://" + text);
            if (uri.getHost() != null && uri.getPort() >= 0) {
                return new InetSocketAddress(uri.getHost(), uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("tcp.address \"%s\" is not HOST:PORT".formatted(text), e);
        }
        throw new IOException("tcp.address \"%s\" is not HOST:PORT".formatted(text));
    }

    private static ServerLimits limits(EngineConfiguration c) {
        return new ServerLimits(
                c.requests_max_count(),
                c.streams_max_count(),
                c.connections_max_count(),
                c.header_max_bytes(),
                c.body_max_bytes(),
                c.upload_max_bytes(),
                Duration.ofSeconds(c.header_timeout_seconds()),
                Duration.ofSeconds(c.body_timeout_seconds()),
                Duration.ofSeconds(c.idle_timeout_seconds()),
                Duration.ofSeconds(c.write_timeout_seconds()));
    }

    /** Clients compare versions, and do not know OSGi's fourth part. */
    private static String shown(Version version) {
        return "%d.%d.%d".formatted(version.getMajor(), version.getMinor(), version.getMicro());
    }
}
