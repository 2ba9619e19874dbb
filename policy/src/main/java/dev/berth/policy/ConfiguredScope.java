package dev.berth.policy;

import dev.berth.policy.file.ScopeProperties;
import dev.berth.shared.configuration.ConfigurationForm;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One configuration {@code dev.berth.policy.scope~NAME}. It is there also when it is wrong: a scope
 * that went away would let in what it refuses.
 */
@Component(
        service = ConfiguredScope.class,
        configurationPid = ConfiguredScope.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ScopeConfiguration.class, factory = true)
public final class ConfiguredScope {
    static final String PID = "dev.berth.policy.scope";

    /** A mistake makes the scope stricter, or one that {@link ScopeProperties} refuses. */
    private static final ConfigurationForm<ScopeConfiguration> FORM =
            ConfigurationForm.of(ScopeConfiguration.class, PID)
                    .unsplit("notation.identities", "privileges", "confinement")
                    .fallBack("privileges.bounded", true);

    private final ScopeProperties properties;

    @Activate
    public ConfiguredScope(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log) {
        ScopeConfiguration configuration = FORM.read(properties, log::error);
        this.properties =
                new ScopeProperties(
                        String.valueOf(properties.get(Constants.SERVICE_PID)),
                        Map.ofEntries(
                                Map.entry("scope", configuration.scope()),
                                Map.entry("accept", configuration.accept()),
                                Map.entry("audit", configuration.audit()),
                                Map.entry("cosign.keys", List.of(configuration.cosign_keys())),
                                Map.entry(
                                        "notation.trust.store",
                                        configuration.notation_trust_store()),
                                Map.entry(
                                        "notation.identities",
                                        List.of(configuration.notation_identities())),
                                Map.entry(
                                        "sigstore.trusted.root",
                                        configuration.sigstore_trusted_root()),
                                Map.entry("sigstore.issuer", configuration.sigstore_issuer()),
                                Map.entry("sigstore.identity", configuration.sigstore_identity()),
                                Map.entry("privileges.bounded", configuration.privileges_bounded()),
                                Map.entry("privileges", List.of(configuration.privileges())),
                                Map.entry("confinement", List.of(configuration.confinement()))));
    }

    ScopeProperties properties() {
        return properties;
    }
}
