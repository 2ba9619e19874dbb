package dev.berth.desired;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One wanted plugin, factory PID {@code dev.berth.plugin}. A change is taken over at once. */
@ObjectClassDefinition(
        name = "Berth plugin",
        description =
                "A plugin that this host is to have. It is installed, set, upgraded and enabled"
                    + " when the configuration is made or changed, and tried again until that has"
                    + " succeeded. What a user does to the plugin afterwards stays, and is told of"
                    + " in the log, unless the configuration is to be enforced.")
public @interface WantedConfiguration {

    @AttributeDefinition(
            name = "Reference",
            description =
                    "What the plugin is pulled from: a tag, or a digest for exactly one content. A"
                            + " tag that is moved in the registry changes nothing here. Empty: an"
                            + " error.",
            required = false)
    String reference() default "";

    @AttributeDefinition(
            name = "Name",
            description =
                    "What the plugin is called on this host. Empty: as its reference, without the"
                            + " digest.",
            required = false)
    String name() default "";

    @AttributeDefinition(
            name = "Settings",
            description =
                    "NAME=VALUE for each setting, as plugin:set takes it, supervision and"
                        + " confinement (@limit.memory=256m) too; passwords as NAME.file=PATH or"
                        + " NAME.secret=NAME. One text is one setting, for more an array. What is"
                        + " not named stays as the user sets it. Empty: none.",
            required = false)
    String[] settings() default {};

    @AttributeDefinition(
            name = "Consent",
            description =
                    "exact: the plugin is granted the privileges below if these are all that it"
                            + " asks for, and otherwise is not installed. policy: it is granted"
                            + " what it asks for, unseen, within what admission policies allow;"
                            + " without a policy that is everything.")
    String consent() default "exact";

    @AttributeDefinition(
            name = "Privileges",
            description =
                    "NAME=VALUE for each value of a privilege, in the words of the prompt, as"
                            + " network=host or capabilities=CAP_SYS_ADMIN; the error of an install"
                            + " says them. One text is one privilege, for more an array. Empty:"
                            + " none.",
            required = false)
    String[] privileges() default {};

    @AttributeDefinition(name = "Enabled", description = "Whether the plugin is to run.")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Hot upgrade",
            description =
                    "Whether another version takes over without a pause. Otherwise the plugin is"
                            + " disabled meanwhile, which waits until nobody uses it.")
    boolean hot() default false;

    @AttributeDefinition(
            name = "Enforced",
            description =
                    "Whether the plugin is brought back to what is wanted when a user changes it."
                            + " Otherwise the user's command holds until the configuration is"
                            + " changed.")
    boolean enforced() default false;

    @AttributeDefinition(
            name = "When deleted",
            description =
                    "What becomes of the plugin when the configuration is deleted: keep it as it"
                            + " is, disable it, or remove it with its data.")
    String when_deleted() default "disable";
}
