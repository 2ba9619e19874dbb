package dev.berth.policy;

import dev.berth.shared.configuration.ConfigurationForm;

/**
 * The form of PID {@code dev.berth.policy}. Nothing is required, because a policy that is not there
 * refuses nothing; a mistake makes it stricter.
 */
final class PolicyForm {
    static final String PID = "dev.berth.policy";

    static final ConfigurationForm<PolicyConfiguration> FORM =
            ConfigurationForm.of(PolicyConfiguration.class, PID)
                    .fallBack("file.required", true)
                    .atLeast(1, "decisions.max.megabytes");

    private PolicyForm() {}
}
