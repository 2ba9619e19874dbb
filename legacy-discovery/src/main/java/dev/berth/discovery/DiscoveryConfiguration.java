package dev.berth.discovery;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The legacy discovery's configuration, PID {@code dev.berth.discovery}. */
@ObjectClassDefinition(
        name = "Berth legacy discovery",
        description = "Where plugins are found that Berth did not install.")
public @interface DiscoveryConfiguration {

    @AttributeDefinition(
            name = "Directories",
            description =
                    "Searched for NAME.sock first, all of them in this order; then one after the"
                            + " other for NAME.spec and NAME.json. Each of these may also lie in a"
                            + " folder NAME. They need not exist yet.")
    String[] directories() default {
        "/run/docker/plugins", "/etc/docker/plugins", "/usr/lib/docker/plugins"
    };

    @AttributeDefinition(
            name = "Owner of specs",
            description =
                    "The name of a user whose .spec and .json files count besides those of root and"
                            + " of the engine's user. Empty: none.",
            required = false)
    String spec_owner() default "";

    @AttributeDefinition(
            name = "Read timeout",
            description =
                    "How long the files of one plugin may take to be read, and the start waits for"
                            + " all folders to be searched, in seconds. A file system that hangs is"
                            + " given up then, and looked at again when it answers.")
    int read_timeout_seconds() default 5;
}
