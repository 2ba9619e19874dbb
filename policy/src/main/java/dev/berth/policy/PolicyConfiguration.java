package dev.berth.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The policy's configuration, PID {@code dev.berth.policy}. */
@ObjectClassDefinition(
        name = "Berth policy",
        description = "Which plugins this host takes, and whose signatures they need.")
public @interface PolicyConfiguration {

    @AttributeDefinition(
            name = "Policy file",
            description =
                    "The JSON file that says for registries and paths in them what is refused,"
                            + " what has to be signed and by whom, and which privileges are"
                            + " allowed, and how plugins are confined. Files *.json in the folder"
                            + " of the same name with .d in place of .json belong to it. It is"
                            + " looked at for each plugin.")
    String file() default "/var/lib/berth/policy.json";

    @AttributeDefinition(
            name = "Policy file is required",
            description =
                    "Whether nothing is installed when the file is not there. Otherwise a file"
                            + " that is not there asks for nothing.")
    boolean file_required() default false;

    @AttributeDefinition(
            name = "Kept signatures",
            description =
                    "The folder where the signatures are kept that let a plugin in. They are"
                            + " verified again each time the plugin is started.")
    String signatures_folder() default "/var/lib/berth/signatures";

    @AttributeDefinition(
            name = "Log of decisions",
            description =
                    "The file that gets a line of JSON for each plugin that is admitted or refused,"
                            + " at an install, an upgrade, a create and each start.")
    String decisions_file() default "/var/lib/berth/decisions.log";

    @AttributeDefinition(
            name = "Size of the log of decisions",
            description =
                    "How large the log may become before it is renamed, in megabytes. The one"
                            + " before it is kept as well, and no more.")
    int decisions_max_megabytes() default 10;
}
