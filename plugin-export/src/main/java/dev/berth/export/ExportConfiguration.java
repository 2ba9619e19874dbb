package dev.berth.export;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The plugin export's configuration, PID {@code dev.berth.export}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.export")
public @interface ExportConfiguration {

    @AttributeDefinition(name = "%folder.name", description = "%folder.description")
    String folder() default "/run/docker/plugins";

    @AttributeDefinition(name = "%group.name", description = "%group.description", required = false)
    String group() default "";

    @AttributeDefinition(
            name = "%connections.max.count.name",
            description = "%connections.max.count.description",
            min = "1")
    int connections_max_count() default 64;

    @AttributeDefinition(
            name = "%drain.seconds.name",
            description = "%drain.seconds.description",
            min = "0")
    int drain_seconds() default 8;
}
