package dev.berth.engine;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.metrics.MetricsReader;
import dev.berth.engine.event.EventJournal;
import dev.berth.engine.http.Dispatcher;
import dev.berth.engine.http.EngineServer;
import dev.berth.engine.http.ServerLimits;
import dev.berth.engine.http.StandardHeaders;
import dev.berth.engine.route.EngineFacts;
import dev.berth.engine.route.ErrorResponses;
import dev.berth.engine.route.Routes;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginManager;
import dev.berth.shared.configuration.InvalidConfigurationException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The component that runs the HTTP server while there are a plugin manager and a configuration,
 * which may be empty: whoever reaches the API is root on the host. It binds its addresses at once,
 * and lets clients in when plugins can be used, or when the ready timeout is over. From then on
 * each address is a service of type {@link SocketAddress} with the property {@code
 * berth.listens=engine-api}. If it cannot listen, because an authorization plugin is not there or
 * somebody else listens, the reason is a service of type {@link Exception} with the property {@code
 * berth.failed=engine-api}.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = EngineForm.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EngineConfiguration.class)
public final class EngineApi {
    private static final String ENGINE_API = "engine-api";

    private final AuthzChain authorization;
    private final EngineServer server;
    private final EventJournal journal;
    private final BundleContext context;
    private final Logger log;
    private final List<SocketAddress> addresses;
    private final List<ServiceRegistration<?>> registrations = new CopyOnWriteArrayList<>();
    private final ReadinessGate gate;
    private final Consumer<PluginEvent> events;
    private final ServiceListener services;

    @Activate
    public EngineApi(
            @Reference PluginManager plugins,
            @Reference AuthzChain chain,
            @Reference EventJournal journal,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) MetricsReader metrics,
            @Reference(service = LoggerFactory.class) Logger log,
            BundleContext context,
            Map<String, Object> properties) {
        EngineConfiguration configuration = EngineForm.FORM.read(properties, log::error);
        List<String> guards = List.of(configuration.authorization_plugins());
        this.authorization = chain.withPlugins(guards);
        EngineFacts facts = EngineFacts.here(shown(context.getBundle().getVersion()), guards);
        this.server =
                server(
                        plugins,
                        authorization,
                        journal,
                        facts,
                        Optional.ofNullable(metrics),
                        configuration,
                        log);
        this.journal = journal;
        this.context = context;
        this.log = log;
        MissingParts missing = new MissingParts(context, plugins, authorization);
        this.gate =
                new ReadinessGate(
                        missing,
                        Duration.ofSeconds(configuration.ready_timeout_seconds()),
                        this::open,
                        log);
        this.events = event -> gate.signal();
        this.services = event -> gate.signal();
        Path execRoot = plugins.engine().execRoot();
        this.addresses = bind(new ListenAddresses(configuration, execRoot, log), server);
        journal.subscribe(events);
        missing.listen(services);
        gate.start();
    }

    private static List<SocketAddress> bind(ListenAddresses addresses, EngineServer server) {
        try {
            return addresses.bind(server);
        } catch (IOException e) {
            server.close();
            // An address that is taken, a certificate that is not there: no trace says more.
            throw new InvalidConfigurationException(e.getMessage());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static EngineServer server(
            PluginManager plugins,
            AuthzChain authorization,
            EventJournal journal,
            EngineFacts facts,
            Optional<MetricsReader> metrics,
            EngineConfiguration configuration,
            Logger log) {
        ErrorResponses failures = new ErrorResponses(log);
        return new EngineServer(
                new Dispatcher(
                        Routes.of(
                                plugins,
                                journal,
                                facts,
                                metrics,
                                configuration::settings_new_privileges,
                                failures),
                        failures),
                authorization,
                failures,
                limits(configuration),
                new StandardHeaders(
                        "Berth/%s (%s)".formatted(facts.version(), facts.os()), facts.os()),
                log);
    }

    @Deactivate
    void stop() {
        gate.close();
        journal.unsubscribe(events);
        context.removeServiceListener(services);
        registrations.forEach(ServiceRegistration::unregister);
        server.close();
    }

    private void open() {
        journal.unsubscribe(events);
        context.removeServiceListener(services);
        try {
            requireAuthorization();
            server.open();
        } catch (IOException | RuntimeException e) {
            registrations.add(
                    context.registerService(
                            Exception.class,
                            e,
                            new Hashtable<>(Map.of("berth.failed", ENGINE_API))));
            throw new IllegalStateException(e.getMessage(), e);
        }
        Dictionary<String, Object> properties =
                new Hashtable<>(Map.of("berth.listens", ENGINE_API));
        for (SocketAddress address : addresses) {
            registrations.add(context.registerService(SocketAddress.class, address, properties));
            log.info("the engine API listens on {}", address);
        }
    }

    /** In moby's words: dockerd does not start without a plugin that is to authorize requests. */
    private void requireAuthorization() {
        List<String> missing = authorization.missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "failed to validate authorization plugin: " + String.join("; ", missing));
        }
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
