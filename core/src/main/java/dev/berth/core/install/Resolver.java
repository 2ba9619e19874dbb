package dev.berth.core.install;

import dev.berth.core.config.ConfigRules;
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
    private final ConfigRules rules;

    public Resolver(Providers providers, ConfigRules rules) {
        this.providers = providers;
        this.rules = rules;
    }

    /** Returns the privileges that a plugin requires. */
    public List<Privilege> privileges(InstallRequest request) throws InterruptedException {
        return find(request).privileges();
    }

    /** Returns the privileges that another version of a plugin requires, and it does not. */
    public List<Privilege> newPrivileges(ManagedPlugin plugin, InstallRequest request)
            throws InterruptedException {
        return NewPrivileges.of(find(request).privileges(plugin), plugin.privileges());
    }

    /** Resolves a plugin that is consented to, and admitted. */
    ResolvedPlugin resolve(InstallRequest request, ProgressListener progress)
            throws InterruptedException {
        ResolvedPlugin resolved = find(request, progress);
        ConsentCheck.require(resolved.reference(), resolved.config(), request.privileges());
        providers.admit(AdmissionRequest.of(resolved, resolved.privileges()));
        return resolved;
    }

    /** Resolves another version of a plugin that is consented to, and admitted. */
    ResolvedPlugin resolve(ManagedPlugin plugin, InstallRequest request, ProgressListener progress)
            throws InterruptedException {
        ResolvedPlugin resolved = find(request, progress);
        requireConsent(plugin, resolved, request);
        providers.admit(AdmissionRequest.of(resolved, resolved.privileges(plugin)));
        return resolved;
    }

    /** Checks the consent to another version of a plugin as it is now. */
    static void requireConsent(
            ManagedPlugin plugin, ResolvedPlugin resolved, InstallRequest request) {
        ConsentCheck.requireUpgrade(
                resolved.reference(),
                resolved.config(),
                resolved.settings(plugin),
                plugin.privileges(),
                request.privileges());
    }

    private ResolvedPlugin find(InstallRequest request, ProgressListener progress)
            throws InterruptedException {
        PluginReference reference = request.reference().withDefaultTag();
        progress.progress(ProgressStep.of(Phase.RESOLVING, reference.familiar()));
        ResolvedPlugin resolved = find(request);
        Digest digest = resolved.manifest().manifest().digest();
        progress.progress(ProgressStep.of(Phase.RESOLVED, digest.toString()));
        return resolved;
    }

    private ResolvedPlugin find(InstallRequest request) throws InterruptedException {
        PluginReference tagged = request.reference().withDefaultTag();
        PluginRegistry registry =
                request.layout()
                        .map(place -> providers.layouts().at(place))
                        .orElseGet(providers::registry);
        return ResolvedPlugin.of(
                registry, tagged, registry.resolve(tagged, request.credentials()), rules);
    }
}
