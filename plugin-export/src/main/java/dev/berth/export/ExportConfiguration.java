package dev.berth.export;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The plugin export's configuration, PID {@code dev.berth.export}. */
@ObjectClassDefinition(
        name = "Berth plugin export",
        description = "Where services are offered as plugins that say so by berth.offer.")
public @interface ExportConfiguration {

    @AttributeDefinition(
            name = "Folder",
            description =
                    "Where sockets are made, NAME.sock for a service with berth.offer=NAME; it is"
                            + " made when the first is. Docker looks in /run/docker/plugins.")
    String folder() default "/run/docker/plugins";

    @AttributeDefinition(
            name = "Group",
            description =
                    "The group whose members may connect besides the engine's user. Empty: the"
                            + " group of the engine's user.",
            required = false)
    String group() default "";

    @AttributeDefinition(
            name = "Connections",
            description = "How many connections the callers of a plugin may have, a number.",
            min = "1")
    int connections_max_count() default 64;

    @AttributeDefinition(
            name = "Time to drain",
            description =
                    "How long calls that are under way have when a service goes, in seconds; they"
                            + " are interrupted then.",
            min = "0")
    int drain_seconds() default 8;
}
