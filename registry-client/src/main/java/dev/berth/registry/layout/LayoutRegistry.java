package dev.berth.registry.layout;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.ManifestResolver;
import dev.berth.registry.pull.ReferrerFinder;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PushListener;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A layout as a {@link PluginRegistry}. It asks for no login and takes any. */
public final class LayoutRegistry implements PluginRegistry {
    private final Path place;
    private final LayoutName.Rule rule;
    private final LayoutLimits limits;
    private final PlatformChoice platform;
    private final ManifestResolver resolver;

    private LayoutRegistry(
            Path place, LayoutName.Rule rule, LayoutLimits limits, PlatformChoice platform) {
        this.place = place;
        this.rule = rule;
        this.limits = limits;
        this.platform = platform;
        this.resolver = new ManifestResolver(limits.documents(), platform);
    }

    /** Returns a registry of one layout, in which a plugin without a name is found by any. */
    static LayoutRegistry ofAnyName(Path place, LayoutLimits limits, PlatformChoice platform) {
        return new LayoutRegistry(place, LayoutName.Rule.WHOLE_OR_PART, limits, platform);
    }

    /** Returns a registry that has only the plugins that the layout names in full. */
    public static LayoutRegistry ofWholeNames(
            Path folder, LayoutLimits limits, PlatformChoice platform) {
        return new LayoutRegistry(folder, LayoutName.Rule.WHOLE, limits, platform);
    }

    @Override
    public PluginManifest resolve(
            PluginReference reference, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return resolver.resolve(source(reference), reference);
    }

    @Override
    public InputStream open(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return source(repository).blob(blob, offset);
    }

    @Override
    public List<Referrer> referrers(
            PluginReference repository, Digest subject, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return new ReferrerFinder(limits.documents()).find(source(repository), subject);
    }

    @Override
    public void login(String registry, RegistryCredentials credentials) {
        // Whoever can read the files is in.
    }

    @Override
    public void push(
            PluginReference target,
            PluginManifest plugin,
            BlobSource blobs,
            Optional<RegistryCredentials> credentials,
            PushListener listener)
            throws InterruptedException {
        new FolderPush(place, target, limits).push(plugin, blobs, listener);
    }

    private LayoutSource source(PluginReference asked) throws InterruptedException {
        try {
            return new LayoutSource(
                    place, ImageLayout.at(place, limits), asked, rule, limits, platform);
        } catch (IOException e) {
            throw LayoutFailures.of(place, asked.domain(), asked.path(), e);
        }
    }
}
