package dev.berth.desired;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How plugins are brought to what is wanted, PID {@code dev.berth.desired}. */
@ObjectClassDefinition(
        name = "Berth desired state",
        description =
                "How plugins are brought to what configurations of dev.berth.plugin and"
                        + " plugin:apply want.")
public @interface DesiredStateConfiguration {

    @AttributeDefinition(
            name = "Splay",
            description =
                    "The first try to install or upgrade a plugin waits for a random time up to"
                            + " this, in seconds, so that hosts that are told the same at the same"
                            + " time do not all ask one registry at once. Further tries are spread"
                            + " anyway. 0: it does not wait.")
    int splay_max_seconds() default 0;
}
