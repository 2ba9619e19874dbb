package dev.berth.core.secret;

import dev.berth.shared.configuration.ConfigurationForm;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A secret of Config Admin's, one for each configuration {@code dev.berth.secret~NAME}. */
@Component(
        service = ConfiguredSecret.class,
        configurationPid = ConfiguredSecret.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SecretConfiguration.class, factory = true)
public final class ConfiguredSecret {
    static final String PID = "dev.berth.secret";

    private static final ConfigurationForm<SecretConfiguration> FORM =
            ConfigurationForm.of(SecretConfiguration.class, PID).require("name", ".value");

    private final String name;
    private final String value;

    @Activate
    public ConfiguredSecret(Map<String, Object> properties) {
        SecretConfiguration configuration = FORM.readSilently(properties);
        this.name =
                configuration.name().isEmpty() ? nameIn(properties) : configuration.name().strip();
        this.value = configuration._value();
    }

    private static String nameIn(Map<String, ?> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        return pid.substring(pid.indexOf('~') + 1);
    }

    /** Returns what settings call it. */
    public String name() {
        return name;
    }

    String value() {
        return value;
    }
}
