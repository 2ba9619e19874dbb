package dev.berth.core.secret;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * One secret, factory PID {@code dev.berth.secret}. The dot keeps its value out of the properties
 * of the service that Declarative Services make of it.
 */
@ObjectClassDefinition(
        name = "Berth secret",
        description =
                "A value for variables of plugins, which settings name: plugin:set PLUGIN"
                        + " VARIABLE.secret=NAME. A change is for plugins that are started after"
                        + " it.")
public @interface SecretConfiguration {

    @AttributeDefinition(
            name = "Name",
            description =
                    "What settings call it. Empty: what stands behind the ~ of the"
                            + " configuration's PID.",
            required = false)
    String name() default "";

    @AttributeDefinition(
            name = "Value",
            description = "The secret, up to 65536 bytes. Empty: the empty text.",
            required = false,
            type = AttributeType.PASSWORD)
    String _value() default "";
}
