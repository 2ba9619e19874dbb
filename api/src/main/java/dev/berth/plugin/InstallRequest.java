package dev.berth.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to install, and what the user grants it.
 *
 * @param reference what to pull
 * @param alias the name to give it here, if not its own
 * @param granted the privileges that the user consented to: they must be exactly those that the
 *     plugin asks for, in any order
 * @param credentials the login to use; without it, that of the host's Docker configuration
 * @param layout the OCI image layout, a folder or an archive, to take it from instead of its
 *     registry
 */
public record InstallRequest(
        PluginReference reference,
        Optional<PluginReference> alias,
        List<Privilege> granted,
        Optional<RegistryCredentials> credentials,
        Optional<Path> layout) {

    public InstallRequest {
        granted = List.copyOf(granted);
    }

    /** Returns a request that grants nothing. */
    public static InstallRequest of(PluginReference reference) {
        return new InstallRequest(
                reference, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** Returns the same request under another local name. */
    public InstallRequest as(PluginReference name) {
        return new InstallRequest(reference, Optional.of(name), granted, credentials, layout);
    }

    /** Returns the same request with these privileges granted, and no others. */
    public InstallRequest granting(List<Privilege> privileges) {
        return new InstallRequest(reference, alias, privileges, credentials, layout);
    }

    /** Returns the same request with a login. */
    public InstallRequest with(RegistryCredentials login) {
        return new InstallRequest(reference, alias, granted, Optional.of(login), layout);
    }

    /** Returns the same request, to be answered from an OCI image layout. */
    public InstallRequest from(Path place) {
        return new InstallRequest(reference, alias, granted, credentials, Optional.of(place));
    }
}
