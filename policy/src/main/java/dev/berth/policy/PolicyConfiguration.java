package dev.berth.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The policy's configuration, PID {@code dev.berth.policy}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.policy")
public @interface PolicyConfiguration {

    @AttributeDefinition(name = "%file.name", description = "%file.description")
    String file() default "/var/lib/berth/policy.json";

    @AttributeDefinition(name = "%file.required.name", description = "%file.required.description")
    boolean file_required() default false;

    @AttributeDefinition(
            name = "%signatures.folder.name",
            description = "%signatures.folder.description")
    String signatures_folder() default "/var/lib/berth/signatures";

    @AttributeDefinition(name = "%decisions.file.name", description = "%decisions.file.description")
    String decisions_file() default "/var/lib/berth/decisions.log";

    @AttributeDefinition(
            name = "%decisions.max.megabytes.name",
            description = "%decisions.max.megabytes.description")
    int decisions_max_megabytes() default 10;
}
