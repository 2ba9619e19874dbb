package dev.berth.registry.layout;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.ReferrerFinder;
import dev.berth.spi.BlobSource;
import dev.berth.spi.PluginLayouts;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads and writes OCI image layouts. */
public final class Layouts implements PluginLayouts {
    private final LayoutLimits limits;
    private final PlatformChoice platform;

    public Layouts(LayoutLimits limits, PlatformChoice platform) {
        this.limits = limits;
        this.platform = platform;
    }

    @Override
    public List<PluginReference> names(Path place) throws InterruptedException {
        try {
            return ImageLayout.at(place, limits).entries().stream()
                    .map(entry -> LayoutName.of(entry).reference())
                    .flatMap(Optional::stream)
                    .filter(name -> name.tag().filter(ReferrerFinder::isTag).isEmpty())
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw LayoutFailures.of(place, e);
        }
    }

    @Override
    public PluginRegistry at(Path place) {
        return LayoutRegistry.ofAnyName(place, limits, platform);
    }

    @Override
    public void write(
            PluginReference name, PluginManifest plugin, BlobSource blobs, OutputStream archive)
            throws IOException, InterruptedException {
        new ArchiveWriter(name, limits.documents()).write(plugin, blobs, archive);
    }
}
