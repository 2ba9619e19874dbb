package dev.berth.core.install;

import dev.berth.core.config.ConfigRules;
import dev.berth.core.consent.ConsentCheck;
import dev.berth.core.consent.NewPrivileges;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.AdmissionResult;
import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.spi.Admission.Action;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/** Resolves a reference to a manifest and config, and checks consent and admission. */
public final class Resolver {
    private final Providers providers;
    private final ConfigRules rules;
    private final Supplier<List<String>> required;
    private final AttachmentReader attachments;

    /**
     * @param required the policies that have to be there
     */
    public Resolver(
            Providers providers, ConfigRules rules, Supplier<List<String>> required, Logger log) {
        this.required = required;
        this.attachments = new AttachmentReader(log);
        this.providers = providers;
        this.rules = rules;
    }

    /** Looks at a plugin that is not installed. */
    public AvailablePlugin look(InstallRequest request) throws InterruptedException {
        ResolvedPlugin found = find(request);
        return new FoundPlugin(found.digest(), found.index(), found.config(), found.privileges());
    }

    /** Looks at another version of a plugin; its privileges are those that are new. */
    public AvailablePlugin look(ManagedPlugin plugin, InstallRequest request)
            throws InterruptedException {
        ResolvedPlugin found = find(request);
        return new FoundPlugin(
                found.digest(),
                found.index(),
                found.config(),
                NewPrivileges.of(found.privileges(plugin), plugin.privileges()));
    }

    /** Resolves a plugin that is consented to, and admitted. */
    ResolvedPlugin resolve(Pull pull) throws InterruptedException {
        InstallRequest request = pull.request();
        ResolvedPlugin resolved = find(request, pull.progress());
        ConsentCheck.require(resolved.reference(), resolved.config(), request.privileges());
        PluginReference name = request.alias().orElse(resolved.reference());
        List<Privilege> asked = resolved.privileges();
        return admit(new AdmissionRequest(Action.INSTALL, name, resolved, asked, asked, pull));
    }

    /** Resolves another version of a plugin that is consented to, and admitted. */
    ResolvedPlugin resolve(ManagedPlugin plugin, Pull pull) throws InterruptedException {
        ResolvedPlugin resolved = find(pull.request(), pull.progress());
        requireConsent(plugin, resolved, pull.request());
        PluginReference name = PluginReference.parse(plugin.name());
        List<Privilege> asked = resolved.privileges(plugin);
        List<Privilege> more = NewPrivileges.of(asked, plugin.privileges());
        return admit(new AdmissionRequest(Action.UPGRADE, name, resolved, asked, more, pull));
    }

    private ResolvedPlugin admit(AdmissionRequest admission) throws InterruptedException {
        AdmissionResult given = providers.admit(admission, required.get());
        ResolvedPlugin resolved = admission.plugin();
        return resolved.with(attachments.read(resolved, admission.pull())).admitted(given);
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
        progress.progress(ProgressStep.of(Phase.RESOLVED, resolved.digest().toString()));
        return resolved;
    }

    private ResolvedPlugin find(InstallRequest request) throws InterruptedException {
        PluginReference tagged = request.reference().withDefaultTag();
        PluginRegistry registry =
                request.layout()
                        .map(place -> providers.layouts().at(place))
                        .orElseGet(providers::registry);
        PluginManifest manifest =
                request.digest().isPresent()
                        ? pinned(registry, tagged, request.digest().get(), request)
                        : registry.resolve(tagged, request.credentials());
        return ResolvedPlugin.of(registry, tagged, manifest, rules);
    }

    /** Resolves the content that the user was shown, whatever the tag names by now. */
    private static PluginManifest pinned(
            PluginRegistry registry, PluginReference tagged, Digest digest, InstallRequest request)
            throws InterruptedException {
        PluginReference pinned =
                new PluginReference(
                        tagged.domain(), tagged.path(), tagged.tag(), Optional.of(digest));
        PluginManifest found;
        try {
            found = registry.resolve(pinned, request.credentials());
        } catch (RegistryException e) {
            throw e.reason() == Reason.NOT_FOUND ? moved(tagged, digest, e) : e;
        }
        if (!found.manifest().digest().equals(digest)
                && found.indexes().stream().noneMatch(index -> index.digest().equals(digest))) {
            throw moved(tagged, digest, null);
        }
        return found;
    }

    private static RegistryException moved(
            PluginReference tagged, Digest digest, RegistryException cause) {
        return new RegistryException(
                Reason.NOT_FOUND,
                tagged.domain(),
                tagged.path(),
                "%s is no longer %s, whose privileges were shown, and that is gone: look at its"
                                .formatted(tagged.familiar(), digest)
                        + " privileges again",
                cause);
    }
}
