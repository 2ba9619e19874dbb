package dev.berth.core.provider;

import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.store.PluginDocument;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import dev.berth.spi.Referrer;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** What is on this host already, for the policies to look at: nothing refers to it here. */
public record LocalAdmission(
        Action action,
        Source source,
        Requester requester,
        PluginReference name,
        PluginReference reference,
        Descriptor manifest,
        PluginConfig config,
        List<Privilege> privileges)
        implements Admission {
    public LocalAdmission {
        privileges = List.copyOf(privileges);
    }

    /** Returns a plugin that is made of files. */
    public static Admission ofFiles(
            Requester requester, String name, Descriptor manifest, PluginConfig config) {
        PluginReference reference = PluginReference.parse(name);
        return new LocalAdmission(
                Action.CREATE,
                Source.FILES,
                requester,
                reference,
                reference,
                manifest,
                config,
                RequiredPrivileges.of(config));
    }

    /** Returns an installed version of a plugin that is to be started. */
    public static Admission ofStart(
            Requester requester, PluginDocument document, PluginConfig config) {
        PluginReference name = PluginReference.parse(document.name());
        return new LocalAdmission(
                Action.START,
                Source.STORE,
                requester,
                name,
                document.source() == null ? name : PluginReference.parse(document.source()),
                document.manifest(),
                config,
                RequiredPrivileges.of(config, document.settings().over(config)));
    }

    @Override
    public Optional<Consent> consent() {
        return Optional.empty();
    }

    @Override
    public Digest digest() {
        return manifest.digest();
    }

    @Override
    public List<Descriptor> manifests() {
        return List.of(manifest);
    }

    @Override
    public List<Referrer> referrers(Digest subject) {
        return List.of();
    }

    @Override
    public InputStream open(Descriptor blob) {
        throw new RegistryException(
                RegistryException.Reason.NOT_FOUND,
                reference.domain(),
                reference.path(),
                "nothing refers to plugin %s here".formatted(name.familiar()));
    }
}
