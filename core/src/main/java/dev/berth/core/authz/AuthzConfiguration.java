package dev.berth.core.authz;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the authorization chain, PID {@code dev.berth.authz}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.authz")
public @interface AuthzConfiguration {

    @AttributeDefinition(
            name = "%plugins.name",
            description = "%plugins.description",
            required = false)
    String[] plugins() default {};

    @AttributeDefinition(name = "%body.max.bytes.name", description = "%body.max.bytes.description")
    int body_max_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "%decision.timeout.seconds.name",
            description = "%decision.timeout.seconds.description")
    int decision_timeout_seconds() default 30;
}
