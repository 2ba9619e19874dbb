package dev.berth.core.testing;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginLayouts;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Layouts that a test has put there, and an archive that is nothing but the blobs in order. */
public final class MemoryLayouts implements PluginLayouts {

    /** Comes before each blob that is written. */
    @FunctionalInterface
    public interface Before {
        void go(Descriptor blob) throws InterruptedException;
    }

    public final Map<Path, MemoryRegistry> there = new ConcurrentHashMap<>();
    public final Map<Path, List<PluginReference>> names = new ConcurrentHashMap<>();
    public final List<PluginManifest> written = new CopyOnWriteArrayList<>();
    public volatile Before beforeBlob = blob -> {};

    @Override
    public List<PluginReference> names(Path place) {
        if (!names.containsKey(place)) {
            throw new RegistryException(
                    RegistryException.Reason.NOT_FOUND, "", "", place + " is no layout");
        }
        return names.get(place);
    }

    @Override
    public PluginRegistry at(Path place) {
        return there.getOrDefault(place, new MemoryRegistry());
    }

    @Override
    public void write(
            PluginReference name, PluginManifest plugin, BlobSource blobs, OutputStream archive)
            throws IOException, InterruptedException {
        archive.write((name + "\n").getBytes());
        archive.write(plugin.manifestBytes());
        archive.write(plugin.configBytes());
        List<Descriptor> all = new ArrayList<>(plugin.layers());
        plugin.referrers().forEach(one -> all.addAll(one.blobs()));
        for (Descriptor blob : all) {
            beforeBlob.go(blob);
            try (InputStream in = blobs.open(blob)) {
                in.transferTo(archive);
            }
        }
        written.add(plugin);
    }
}
