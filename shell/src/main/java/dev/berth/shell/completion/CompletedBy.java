package dev.berth.shell.completion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The Gogo function that lists the values of a command's argument or option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CompletedBy {
    /** The names of the installed plugins. */
    String PLUGIN_NAMES = "plugin:names";

    /** Files and folders; a function of Gogo's JLine shell. */
    String FILES = "__files";

    /** Returns the function's name. */
    String value();
}
