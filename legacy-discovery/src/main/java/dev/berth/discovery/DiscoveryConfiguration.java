package dev.berth.discovery;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The legacy discovery's configuration, PID {@code dev.berth.discovery}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.discovery")
public @interface DiscoveryConfiguration {

    @AttributeDefinition(name = "%directories.name", description = "%directories.description")
    String[] directories() default {
        "/run/docker/plugins", "/etc/docker/plugins", "/usr/lib/docker/plugins"
    };

    @AttributeDefinition(
            name = "%spec.owner.name",
            description = "%spec.owner.description",
            required = false)
    String spec_owner() default "";

    @AttributeDefinition(
            name = "%read.timeout.seconds.name",
            description = "%read.timeout.seconds.description")
    int read_timeout_seconds() default 5;
}
