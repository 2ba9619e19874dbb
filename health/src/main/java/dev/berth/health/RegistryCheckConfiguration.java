package dev.berth.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the registry check, PID {@code dev.berth.health.registry}. */
@ObjectClassDefinition(
        name = "Berth registry check",
        description = "Which plugins a health check looks for in their registries.")
public @interface RegistryCheckConfiguration {

    @AttributeDefinition(
            name = "References",
            description =
                    "Plugins that the check resolves each time, as registry.example.com/acme/vol:1."
                            + " Their registries are asked for a manifest and a config, with the"
                            + " logins of this host. Empty: none is asked.",
            required = false)
    String[] references() default {};
}
