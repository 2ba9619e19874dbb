package dev.berth.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the registry check, PID {@code dev.berth.health.registry}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.health.registry")
public @interface RegistryCheckConfiguration {

    @AttributeDefinition(
            name = "%references.name",
            description = "%references.description",
            required = false)
    String[] references() default {};
}
