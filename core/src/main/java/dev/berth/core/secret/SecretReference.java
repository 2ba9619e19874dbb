package dev.berth.core.secret;

import dev.berth.plugin.error.SettingNotSettableException;

/**
 * Names a secret and never holds it: {@code .file=/run/secrets/db} or {@code .secret=db} after a
 * variable's name. As a field of the variable it cannot be taken for a value.
 *
 * @param name a path or the name of a configuration
 */
public record SecretReference(SecretSource source, String name) {

    /**
     * Returns a reference that a user has set.
     *
     * @throws SettingNotSettableException if its name is not well formed
     */
    public static SecretReference of(String variable, SecretSource source, String name) {
        SecretReference reference = new SecretReference(source, name);
        if (!reference.isValid()) {
            throw new SettingNotSettableException(
                    variable + "." + source.field(),
                    "\"%s.%s\" must be %s".formatted(variable, source.field(), source.form()));
        }
        return reference;
    }

    /** Returns whether it is well formed; one out of a damaged document may not be. */
    boolean isValid() {
        return source != null && name != null && source.accepts(name);
    }

    /** Returns the setting that gives a variable this reference, which is how it is shown, too. */
    public String setting(String variable) {
        return "%s.%s=%s".formatted(variable, source.field(), name);
    }
}
