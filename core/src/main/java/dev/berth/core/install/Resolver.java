package dev.berth.core.install;

import dev.berth.core.consent.ConsentCheck;
import dev.berth.core.provider.Providers;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.spi.Admission;
import dev.berth.spi.PluginRegistry;
import java.util.List;

/** From a reference to a plugin that may be fetched: found, consented to, and admitted. */
public final class Resolver {
    private final Providers providers;

    public Resolver(Providers providers) {
        this.providers = providers;
    }

    /** Asks what a plugin wants of the host. */
    public List<Privilege> privileges(InstallRequest request) throws InterruptedException {
        return find(request).privileges();
    }

    ResolvedPlugin resolve(InstallRequest request, ProgressListener progress)
            throws InterruptedException {
        PluginReference reference = request.reference().withDefaultTag();
        progress.progress(new Progress(Phase.RESOLVING, reference.familiar(), 0, 0));
        ResolvedPlugin resolved = find(request);
        Digest digest = resolved.manifest().manifest().digest();
        progress.progress(new Progress(Phase.RESOLVED, digest.toString(), 0, 0));
        ConsentCheck.require(reference, resolved.privileges(), request.granted());
        providers.admit(new Admission(reference, digest, resolved.config(), resolved.privileges()));
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
