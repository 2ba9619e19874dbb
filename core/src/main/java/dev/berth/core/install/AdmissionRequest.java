package dev.berth.core.install;

import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Resolver} has found, for the policies to look at.
 *
 * @param name that the plugin has on this host, or will have
 * @param plugin with the source where it was resolved, and its referrers are
 * @param privileges what it would be given
 * @param added which of these it does not have yet
 * @param pull who asks for it, and with which login
 */
record AdmissionRequest(
        Action action,
        PluginReference name,
        ResolvedPlugin plugin,
        List<Privilege> privileges,
        List<Privilege> added,
        Pull pull)
        implements Admission {
    AdmissionRequest {
        privileges = List.copyOf(privileges);
        added = List.copyOf(added);
    }

    @Override
    public Optional<Consent> consent() {
        return added.isEmpty() ? Optional.empty() : Optional.of(pull.request().consent());
    }

    @Override
    public Requester requester() {
        return pull.requester();
    }

    private Optional<RegistryCredentials> credentials() {
        return pull.request().credentials();
    }

    @Override
    public Source source() {
        return pull.request().layout().isPresent() ? Source.LAYOUT : Source.REGISTRY;
    }

    @Override
    public PluginReference reference() {
        return plugin.reference();
    }

    @Override
    public Digest digest() {
        return plugin.digest();
    }

    @Override
    public PluginConfig config() {
        return plugin.config();
    }

    @Override
    public List<Descriptor> manifests() throws InterruptedException {
        List<Descriptor> all = new ArrayList<>(indexes());
        all.add(plugin.manifest().manifest());
        return List.copyOf(all);
    }

    /** Who pins the plugin's own digest has passed by the index, which the tag may still name. */
    private List<Descriptor> indexes() throws InterruptedException {
        List<Descriptor> known = plugin.manifest().indexes();
        if (pull.request().digest().isEmpty() || !known.isEmpty()) {
            return known;
        }
        try {
            PluginManifest tagged = plugin.registry().resolve(plugin.reference(), credentials());
            return tagged.manifest().digest().equals(digest()) ? tagged.indexes() : List.of();
        } catch (RegistryException e) {
            // The tag is gone: what is signed is the plugin itself, or nothing.
            return List.of();
        }
    }

    @Override
    public List<Referrer> referrers(Digest subject) throws InterruptedException {
        return plugin.registry().referrers(reference(), subject, credentials());
    }

    @Override
    public InputStream open(Descriptor blob) throws InterruptedException {
        return plugin.registry().open(reference(), blob, 0, credentials());
    }

    /** A login is nobody's to read in a log. */
    @Override
    public String toString() {
        return "%s of %s (%s)".formatted(action, reference(), digest());
    }
}
