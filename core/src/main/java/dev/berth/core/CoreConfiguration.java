package dev.berth.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured of the plugin manager, under the PID {@code dev.berth.core}. */
@ObjectClassDefinition(
        name = "Berth plugin manager",
        description = "Where plugins are kept, and how long they may take")
public @interface CoreConfiguration {

    @AttributeDefinition(
            description = "The folder of all that is kept; one engine uses it at a time")
    String root() default "/var/lib/berth";

    @AttributeDefinition(
            description =
                    "The folder of sockets; short, because a socket's path has 107 bytes at most")
    String execRoot() default "/run/berth";

    @AttributeDefinition(description = "Whether plugins run on when the manager stops")
    boolean liveRestore() default false;

    @AttributeDefinition(
            description = "Seconds a call to a plugin may take when nothing else limits it")
    int callSeconds() default 120;

    @AttributeDefinition(
            description =
                    "Days that a download which broke off is kept, to be continued; 0 keeps none")
    int partDays() default 7;

    @AttributeDefinition(
            description = "Megabytes that all such downloads may take; the oldest give way")
    int partMegabytes() default 10_000;
}
