package dev.berth.core.install;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StagedRootfs;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.spi.PluginManifest;
import java.util.List;
import java.util.Map;

/** Installs a plugin from a registry or layout; it becomes visible when all of it is committed. */
public final class Installer {
    private final PluginIndex plugins;
    private final PluginStore store;
    private final Resolver resolver;
    private final PluginFetcher fetcher;
    private final EventDispatcher events;

    public Installer(
            PluginIndex plugins,
            PluginStore store,
            Resolver resolver,
            PluginFetcher fetcher,
            EventDispatcher events) {
        this.plugins = plugins;
        this.store = store;
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.events = events;
    }

    /** Fetches a plugin with the consent given, and commits it. */
    public Plugin install(Pull pull, Cancellation cancellation) throws InterruptedException {
        String name = localName(pull.request()).familiar();
        plugins.claim(name);
        try {
            ResolvedPlugin resolved = resolver.resolve(pull);
            ManagedPlugin plugin = plugins.add(fetch(name, resolved, pull, cancellation));
            String source = resolved.reference().familiar();
            events.send(PluginEvent.Kind.PULL, plugin.id(), name, Map.of("reference", source));
            return plugin.snapshot();
        } catch (Throwable t) {
            plugins.unclaim(name);
            throw t;
        }
    }

    private StoredPlugin fetch(
            String name, ResolvedPlugin resolved, Pull pull, Cancellation cancellation)
            throws InterruptedException {
        List<Digest> digests = resolved.digests();
        store.blobs().hold(digests);
        try (StagedRootfs staging = store.stage(plugins.newId())) {
            fetcher.fetch(PluginFetch.of(resolved, pull, staging));
            PluginDocument document = document(staging.id(), name, resolved);
            store.prepare(staging, document);
            cancellation.pointOfNoReturn();
            store.commit(staging);
            return new StoredPlugin(document, resolved.config());
        } catch (Throwable t) {
            store.blobs().release(digests);
            throw t;
        }
    }

    private static PluginDocument document(String id, String name, ResolvedPlugin resolved) {
        PluginManifest manifest = resolved.manifest();
        return PluginDocument.fresh(
                        id,
                        name,
                        resolved.reference().toString(),
                        manifest.manifest(),
                        manifest.config(),
                        manifest.layers())
                .withIndex(resolved.index())
                .withAttached(resolved.attached())
                .withAdmission(resolved.admission());
    }

    private static PluginReference localName(InstallRequest request) {
        PluginReference name = request.alias().orElse(request.reference());
        if (request.alias().isPresent() && name.digest().isPresent()) {
            throw new InvalidReferenceException("cannot use digest in plugin tag");
        }
        return name.digest().isPresent()
                ? name.withTag(name.tag().orElse(PluginReference.DEFAULT_TAG))
                : name.withDefaultTag();
    }
}
