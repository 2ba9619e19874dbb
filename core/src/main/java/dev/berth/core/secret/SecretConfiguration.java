package dev.berth.core.secret;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * One secret, factory PID {@code dev.berth.secret}. The dot keeps its value out of the properties
 * of the service that Declarative Services make of it.
 */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.secret")
public @interface SecretConfiguration {

    @AttributeDefinition(name = "%name.name", description = "%name.description", required = false)
    String name() default "";

    @AttributeDefinition(
            name = "%.value.name",
            description = "%.value.description",
            required = false,
            type = AttributeType.PASSWORD)
    String _value() default "";
}
