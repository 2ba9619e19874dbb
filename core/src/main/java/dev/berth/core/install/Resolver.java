package dev.berth.core.install;

import dev.berth.core.consent.ConsentCheck;
import dev.berth.core.consent.NewPrivileges;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.spi.PluginRegistry;
import java.util.List;

/** Resolves a reference to a manifest and config, and checks consent and admission. */
public final class Resolver {
    private final Providers providers;

    public Resolver(Providers providers) {
        this.providers = providers;
    }

    /** Returns the privileges that a plugin requires. */
    public List<Privilege> privileges(InstallRequest request) throws InterruptedException {
        return find(request).privileges();
    }

    /** Returns the privileges that another version of a plugin requires, and it does not. */
    public List<Privilege> newPrivileges(ManagedPlugin plugin, InstallRequest request)
            throws InterruptedException {
        return NewPrivileges.of(find(request).privileges(), plugin.privileges());
    }

    ResolvedPlugin resolve(InstallRequest request, ProgressListener progress)
            throws InterruptedException {
        return resolve(request, List.of(), progress);
    }

    /**
     * Resolves another version of a plugin.
     *
     * @param consented the privileges that need not be granted again
     */
    ResolvedPlugin resolve(
            InstallRequest request, List<Privilege> consented, ProgressListener progress)
            throws InterruptedException {
        PluginReference reference = request.reference().withDefaultTag();
        progress.progress(ProgressStep.of(Phase.RESOLVING, reference.familiar()));
        ResolvedPlugin resolved = find(request);
        Digest digest = resolved.manifest().manifest().digest();
        progress.progress(ProgressStep.of(Phase.RESOLVED, digest.toString()));
        ConsentCheck.require(reference, resolved.privileges(), consented, request.privileges());
        providers.admit(AdmissionRequest.of(resolved));
        return resolved;
    }

    private ResolvedPlugin find(InstallRequest request) throws InterruptedException {
        PluginReference tagged = request.reference().withDefaultTag();
        PluginRegistry registry =
                request.layout()
                        .map(place -> providers.layouts().at(place))
                        .orElseGet(providers::registry);
        return ResolvedPlugin.of(registry, tagged, registry.resolve(tagged, request.credentials()));
    }
}
