package dev.berth.core.authz;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the authorization chain, PID {@code dev.berth.authz}. */
@ObjectClassDefinition(
        name = "Berth authorization chain",
        description = "Which authorization plugins are asked by hosts that use the chain.")
public @interface AuthzConfiguration {

    @AttributeDefinition(
            name = "Plugins",
            description =
                    "Names of authorization plugins, in the order in which they are asked; * for"
                            + " all that there are, by their service ranking. A plugin that is"
                            + " named and not there denies everything. Empty: nobody is asked. The"
                            + " engine API has a list of its own.",
            required = false)
    String[] plugins() default {};

    @AttributeDefinition(
            name = "Body size",
            description =
                    "How large the body of a request or response may be that plugins are shown,"
                            + " in bytes. Larger ones are denied.")
    int body_max_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "Time limit of other bundles' drivers",
            description =
                    "How long an authorization driver of another bundle may take for a decision,"
                            + " in seconds; then it denies. Plugins have the limit of their calls.")
    int decision_timeout_seconds() default 30;
}
