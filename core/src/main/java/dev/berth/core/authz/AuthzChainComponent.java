package dev.berth.core.authz;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.PluginClient;
import dev.berth.core.driver.authz.AuthzDriverFactory;
import dev.berth.driver.DriverClient;
import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.plugin.PluginManager;
import dev.berth.shared.configuration.ConfigurationForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The {@link AuthzChain} service, with the order of its configuration. */
@Component(service = AuthzChain.class, configurationPid = AuthzChainComponent.PID)
@Designate(ocd = AuthzConfiguration.class)
public final class AuthzChainComponent implements AuthzChain {
    static final String PID = "dev.berth.authz";

    private static final ConfigurationForm<AuthzConfiguration> FORM =
            ConfigurationForm.of(AuthzConfiguration.class, PID)
                    .require("plugins")
                    .atLeast(1, "decision.timeout.seconds");

    private static final CapabilityFilter AUTHZ = CapabilityFilter.ofAnyVersion(Capability.AUTHZ);

    private final AuthzDriverFactory drivers = new AuthzDriverFactory();
    private final AuthzServices services;
    private final AuthzChain chain;
    private final Logger log;
    private volatile AuthzConfiguration configuration;

    @Activate
    public AuthzChainComponent(
            Map<String, Object> properties,
            BundleContext bundle,
            @Reference PluginManager plugins,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.log = log;
        this.configuration = FORM.read(properties, log::error);
        this.services =
                new AuthzServices(
                        reference -> bundle.getBundle().equals(reference.getBundle()),
                        () -> Duration.ofSeconds(this.configuration.decision_timeout_seconds()));
        this.chain =
                new OrderedAuthzChain(
                        this::configured,
                        new AuthzMembers(
                                name -> driver(plugins.find(name, AUTHZ)), services::ranked),
                        () -> this.configuration.body_max_bytes());
    }

    @Modified
    void modified(Map<String, Object> properties) {
        configuration = FORM.read(properties, log::error);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDriver(ServiceReference<AuthzDriver> reference, AuthzDriver driver) {
        services.add(reference, driver);
    }

    void unbindDriver(ServiceReference<AuthzDriver> reference) {
        services.remove(reference);
    }

    /** The clients of this bundle's manager are those that typed drivers are made over. */
    private AuthzDriver driver(PluginClient client) {
        return drivers.create((DriverClient) client);
    }

    private List<String> configured() {
        return Stream.of(configuration.plugins()).distinct().toList();
    }

    @Override
    public AuthzChain withPlugins(List<String> names) {
        return chain.withPlugins(names);
    }

    @Override
    public List<String> plugins() {
        return chain.plugins();
    }

    @Override
    public List<String> missing() {
        return chain.missing();
    }

    @Override
    public int maxBodyBytes() {
        return chain.maxBodyBytes();
    }

    @Override
    public boolean showsBody(String path, Optional<String> contentType) {
        return chain.showsBody(path, contentType);
    }

    @Override
    public void authorizeRequest(AuthzRequest request) {
        chain.authorizeRequest(request);
    }

    @Override
    public void authorizeResponse(AuthzRequest request, AuthzResponse response) {
        chain.authorizeResponse(request, response);
    }
}
