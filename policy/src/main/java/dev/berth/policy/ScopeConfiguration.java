package dev.berth.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One scope of the policy, factory PID {@code dev.berth.policy.scope}. */
@ObjectClassDefinition(
        name = "Berth policy scope",
        description =
                "What holds for the plugins of a registry, or of a path in one, as in the policy"
                    + " file. A scope is in one place only, there or here. Paths are relative to"
                    + " the policy file's folder.")
public @interface ScopeConfiguration {

    @AttributeDefinition(
            name = "Scope",
            description =
                    "A registry, a path in one (registry.example.com/storage), or default for what"
                            + " is in no scope. Empty: an error.",
            required = false)
    String scope() default "";

    @AttributeDefinition(
            name = "Acceptance",
            description =
                    "reject: nothing of it. ask: the user's consent. signed: all the signatures"
                            + " below, and the user's consent. any: as ask, within a scope that"
                            + " demands more. Empty: an error.",
            required = false)
    String accept() default "";

    @AttributeDefinition(
            name = "Audit only",
            description = "Whether what would be refused is only logged.")
    boolean audit() default false;

    @AttributeDefinition(
            name = "Keys of cosign",
            description =
                    "The PEM files of the keys that must all have signed. Empty: none of cosign's.",
            required = false)
    String[] cosign_keys() default {};

    @AttributeDefinition(
            name = "Trust store of notation",
            description =
                    "The folder of the root certificates that a signature of notation must lead"
                            + " to. Empty: no signature of notation.",
            required = false)
    String notation_trust_store() default "";

    @AttributeDefinition(
            name = "Identities of notation",
            description =
                    "Whose signature it may be, as x509.subject: C=DE, ST=BE, O=Acme. Empty:"
                            + " nobody's.",
            required = false)
    String[] notation_identities() default {};

    @AttributeDefinition(
            name = "Trusted root of sigstore",
            description = "The JSON file of the trusted root for a keyless signature. Empty: none.",
            required = false)
    String sigstore_trusted_root() default "";

    @AttributeDefinition(
            name = "Issuer of sigstore",
            description = "Who has confirmed the identity of a keyless signature. Empty: nobody.",
            required = false)
    String sigstore_issuer() default "";

    @AttributeDefinition(
            name = "Identity of sigstore",
            description = "Whose keyless signature it must be. Empty: nobody's.",
            required = false)
    String sigstore_identity() default "";

    @AttributeDefinition(
            name = "Privileges are bounded",
            description = "Whether a plugin may ask for the privileges below only.")
    boolean privileges_bounded() default false;

    @AttributeDefinition(
            name = "Privileges",
            description =
                    "NAME=VALUE for each value of a privilege, in the words of the prompt. Empty:"
                            + " none.",
            required = false)
    String[] privileges() default {};

    @AttributeDefinition(
            name = "Confinement",
            description =
                    "WORD=VALUE for measures and limits of the plugin's process, as limit.pids=100,"
                            + " where the user has set nothing. Empty: none.",
            required = false)
    String[] confinement() default {};
}
