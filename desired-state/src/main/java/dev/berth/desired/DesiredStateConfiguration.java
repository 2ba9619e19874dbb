package dev.berth.desired;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How plugins are brought to what is wanted, PID {@code dev.berth.desired}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.desired")
public @interface DesiredStateConfiguration {

    @AttributeDefinition(
            name = "%splay.max.seconds.name",
            description = "%splay.max.seconds.description")
    int splay_max_seconds() default 0;
}
