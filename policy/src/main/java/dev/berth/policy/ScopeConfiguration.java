package dev.berth.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One scope of the policy, factory PID {@code dev.berth.policy.scope}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.policy.scope")
public @interface ScopeConfiguration {

    @AttributeDefinition(name = "%scope.name", description = "%scope.description", required = false)
    String scope() default "";

    @AttributeDefinition(
            name = "%accept.name",
            description = "%accept.description",
            required = false)
    String accept() default "";

    @AttributeDefinition(name = "%audit.name", description = "%audit.description")
    boolean audit() default false;

    @AttributeDefinition(
            name = "%cosign.keys.name",
            description = "%cosign.keys.description",
            required = false)
    String[] cosign_keys() default {};

    @AttributeDefinition(
            name = "%notation.trust.store.name",
            description = "%notation.trust.store.description",
            required = false)
    String notation_trust_store() default "";

    @AttributeDefinition(
            name = "%notation.identities.name",
            description = "%notation.identities.description",
            required = false)
    String[] notation_identities() default {};

    @AttributeDefinition(
            name = "%sigstore.trusted.root.name",
            description = "%sigstore.trusted.root.description",
            required = false)
    String sigstore_trusted_root() default "";

    @AttributeDefinition(
            name = "%sigstore.issuer.name",
            description = "%sigstore.issuer.description",
            required = false)
    String sigstore_issuer() default "";

    @AttributeDefinition(
            name = "%sigstore.identity.name",
            description = "%sigstore.identity.description",
            required = false)
    String sigstore_identity() default "";

    @AttributeDefinition(
            name = "%privileges.bounded.name",
            description = "%privileges.bounded.description")
    boolean privileges_bounded() default false;

    @AttributeDefinition(
            name = "%privileges.name",
            description = "%privileges.description",
            required = false)
    String[] privileges() default {};

    @AttributeDefinition(
            name = "%confinement.name",
            description = "%confinement.description",
            required = false)
    String[] confinement() default {};
}
