package dev.berth.core.install;

import dev.berth.core.consent.Consent;
import dev.berth.core.lifecycle.Providers;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.Reference;
import dev.berth.spi.Admission;
import dev.berth.spi.PluginRegistry;
import java.util.List;

/** From a reference to a plugin that may be fetched: found, consented to, and admitted. */
public final class Resolution {
    private final Providers providers;

    public Resolution(Providers providers) {
        this.providers = providers;
    }

    /** Asks what a plugin wants of the host. */
    public List<Privilege> privileges(InstallRequest request) throws InterruptedException {
        return find(request).privileges();
    }

    Arrival resolve(InstallRequest request, ProgressListener progress) throws InterruptedException {
        Reference reference = request.reference().withDefaultTag();
        progress.progress(new Progress(Phase.RESOLVING, reference.familiar(), 0, 0));
        Arrival arrival = find(request);
        String digest = arrival.manifest().manifest().digest();
        progress.progress(new Progress(Phase.RESOLVED, digest, 0, 0));
        Consent.require(reference, arrival.privileges(), request.granted());
        providers.admit(new Admission(reference, digest, arrival.config(), arrival.privileges()));
        return arrival;
    }

    private Arrival find(InstallRequest request) throws InterruptedException {
        Reference tagged = request.reference().withDefaultTag();
        PluginRegistry registry =
                request.layout()
                        .map(place -> providers.layouts().at(place))
                        .orElseGet(providers::registry);
        return Arrival.of(registry, tagged, registry.resolve(tagged, request.credentials()));
    }
}
