package dev.berth.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to install, from where, and what the user grants it. Immutable; every wither returns another
 * request.
 */
public final class InstallRequest {
    private final PluginReference reference;
    private final Optional<PluginReference> alias;
    private final List<Privilege> privileges;
    private final Optional<RegistryCredentials> credentials;
    private final Optional<Path> layout;
    private final Optional<Digest> digest;
    private final Consent consent;

    private InstallRequest(
            PluginReference reference,
            Optional<PluginReference> alias,
            List<Privilege> privileges,
            Optional<RegistryCredentials> credentials,
            Optional<Path> layout,
            Optional<Digest> digest,
            Consent consent) {
        this.reference = Objects.requireNonNull(reference, "reference");
        this.alias = alias;
        this.privileges = List.copyOf(Objects.requireNonNull(privileges, "privileges"));
        this.credentials = credentials;
        this.layout = layout;
        this.digest = digest;
        this.consent = Objects.requireNonNull(consent, "consent");
    }

    /** Returns a request that grants nothing. */
    public static InstallRequest of(PluginReference reference) {
        return new InstallRequest(
                reference,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Consent.UNASKED);
    }

    /** Returns the same request under another local name, which must not have a digest. */
    public InstallRequest withAlias(PluginReference alias) {
        return new InstallRequest(
                reference,
                Optional.of(Objects.requireNonNull(alias, "alias")),
                privileges,
                credentials,
                layout,
                digest,
                consent);
    }

    /** Returns the same request with these privileges granted, and no others. */
    public InstallRequest withPrivileges(List<Privilege> privileges) {
        return new InstallRequest(
                reference, alias, privileges, credentials, layout, digest, consent);
    }

    /** Returns the same request with a login. */
    public InstallRequest withCredentials(RegistryCredentials credentials) {
        return new InstallRequest(
                reference,
                alias,
                privileges,
                Optional.of(Objects.requireNonNull(credentials, "credentials")),
                layout,
                digest,
                consent);
    }

    /**
     * Returns the same request, to be answered from an <a
     * href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image
     * layout</a>: a folder, or a tar archive of one.
     */
    public InstallRequest withLayout(Path layout) {
        return new InstallRequest(
                reference,
                alias,
                privileges,
                credentials,
                Optional.of(Objects.requireNonNull(layout, "layout")),
                digest,
                consent);
    }

    /**
     * Returns the same request for exactly one content, whatever the reference's tag names by then:
     * that whose privileges the user was shown. The plugin's name and source stay those of the
     * reference.
     *
     * @param digest of the manifest, see {@link AvailablePlugin#digest}, or of the index that it is
     *     chosen from for the host's platform, see {@link AvailablePlugin#index}
     */
    public InstallRequest withDigest(Digest digest) {
        return new InstallRequest(
                reference,
                alias,
                privileges,
                credentials,
                layout,
                Optional.of(Objects.requireNonNull(digest, "digest")),
                consent);
    }

    /** Returns the same request with how its privileges came to be granted. */
    public InstallRequest withConsent(Consent consent) {
        return new InstallRequest(
                reference, alias, privileges, credentials, layout, digest, consent);
    }

    /** Returns what to pull. */
    public PluginReference reference() {
        return reference;
    }

    /** Returns the name to give the plugin here, if not its own. */
    public Optional<PluginReference> alias() {
        return alias;
    }

    /**
     * Returns the privileges that the user consented to: they must be exactly those that the plugin
     * asks for, in any order.
     */
    public List<Privilege> privileges() {
        return privileges;
    }

    /** Returns the login to use; without it, that of the host's Docker configuration is used. */
    public Optional<RegistryCredentials> credentials() {
        return credentials;
    }

    /**
     * Returns the OCI image layout, a folder or an archive, to take the plugin from instead of its
     * registry.
     */
    public Optional<Path> layout() {
        return layout;
    }

    /**
     * Returns the digest of the manifest, or of its index, that it must be; without it, the
     * reference decides.
     */
    public Optional<Digest> digest() {
        return digest;
    }

    /**
     * Returns how the privileges came to be granted; {@link Consent#UNASKED} if nobody says. An
     * admission policy may demand more of what nobody was asked about.
     */
    public Consent consent() {
        return consent;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstallRequest that
                && reference.equals(that.reference)
                && alias.equals(that.alias)
                && privileges.equals(that.privileges)
                && credentials.equals(that.credentials)
                && layout.equals(that.layout)
                && digest.equals(that.digest)
                && consent == that.consent;
    }

    @Override
    public int hashCode() {
        return Objects.hash(reference, alias, privileges, credentials, layout, digest, consent);
    }

    @Override
    public String toString() {
        return "InstallRequest[reference=%s, alias=%s, privileges=%s, credentials=%s, layout=%s, digest=%s, consent=%s]"
                .formatted(reference, alias, privileges, credentials, layout, digest, consent);
    }
}
