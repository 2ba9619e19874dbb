package dev.berth.desired;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One wanted plugin, factory PID {@code dev.berth.plugin}. A change is taken over at once. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.plugin")
public @interface WantedConfiguration {

    @AttributeDefinition(
            name = "%reference.name",
            description = "%reference.description",
            required = false)
    String reference() default "";

    @AttributeDefinition(name = "%name.name", description = "%name.description", required = false)
    String name() default "";

    @AttributeDefinition(
            name = "%settings.name",
            description = "%settings.description",
            required = false)
    String[] settings() default {};

    @AttributeDefinition(name = "%consent.name", description = "%consent.description")
    String consent() default "exact";

    @AttributeDefinition(
            name = "%privileges.name",
            description = "%privileges.description",
            required = false)
    String[] privileges() default {};

    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default true;

    @AttributeDefinition(name = "%hot.name", description = "%hot.description")
    boolean hot() default false;

    @AttributeDefinition(name = "%enforced.name", description = "%enforced.description")
    boolean enforced() default false;

    @AttributeDefinition(name = "%when.deleted.name", description = "%when.deleted.description")
    String when_deleted() default "disable";
}
