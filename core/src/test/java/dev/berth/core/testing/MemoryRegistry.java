package dev.berth.core.testing;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PushListener;
import dev.berth.spi.Referrer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A registry that holds what tests put into it. */
public final class MemoryRegistry implements PluginRegistry {

    /** Gives a blob, or fails to. */
    @FunctionalInterface
    public interface Opening {
        InputStream open(Descriptor blob, byte[] bytes) throws InterruptedException;
    }

    /** What was asked for, from which byte on, and by whom. */
    public record Asked(Digest digest, long offset, Optional<RegistryCredentials> credentials) {}

    /** The one that it takes. */
    public static final String PASSWORD = "open sesame";

    private final Map<String, PluginManifest> manifests = new ConcurrentHashMap<>();
    private final Map<Digest, PluginManifest> byDigest = new ConcurrentHashMap<>();
    private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

    public final List<String> resolved = new CopyOnWriteArrayList<>();
    public final List<Digest> opened = new CopyOnWriteArrayList<>();
    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    public final Map<Digest, byte[]> pushed = new ConcurrentHashMap<>();
    public volatile Supplier<List<Referrer>> signatures = List::of;
    public final List<String> pushedTo = new CopyOnWriteArrayList<>();
    public volatile Opening opening = (blob, bytes) -> new ByteArrayInputStream(bytes);

    /** Puts a plugin of these layers in. */
    public PluginManifest add(String reference, String config, String... layers) {
        List<Descriptor> descriptors = new ArrayList<>();
        for (String layer : layers) {
            descriptors.add(blob("application/vnd.oci.image.layer.v1.tar", layer));
        }
        return add(reference, config, descriptors);
    }

    /** Puts a plugin in whose manifest names just any layers. */
    public PluginManifest add(String reference, String config, List<Descriptor> layers) {
        Descriptor described = blob("application/vnd.docker.plugin.v1+json", config);
        String text = "{\"config\":\"" + described.digest() + "\",\"layers\":\"" + layers + "\"}";
        Descriptor manifest = blob("application/vnd.oci.image.manifest.v1+json", text);
        PluginManifest plugin =
                PluginManifest.of(
                        manifest,
                        text.getBytes(StandardCharsets.UTF_8),
                        described,
                        config.getBytes(StandardCharsets.UTF_8),
                        layers);
        byDigest.put(manifest.digest(), plugin);
        manifests.put(PluginReference.parse(reference).withDefaultTag().toString(), plugin);
        return plugin;
    }

    /** Puts an index in front of a plugin, and returns its descriptor. */
    public Descriptor index(String reference) {
        Descriptor index = blob("application/vnd.oci.image.index.v1+json", reference);
        manifests.computeIfPresent(
                PluginReference.parse(reference).withDefaultTag().toString(),
                (name, plugin) -> {
                    PluginManifest chosen =
                            plugin.withIndexes(
                                    List.of(index),
                                    List.of(reference.getBytes(StandardCharsets.UTF_8)));
                    byDigest.put(index.digest(), chosen);
                    return chosen;
                });
        return index;
    }

    /** Deletes what no tag names. */
    public void collectGarbage() {
        byDigest.values().retainAll(manifests.values());
    }

    /** Puts a blob in, and returns its descriptor. */
    public Descriptor blob(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        blobs.put(Digest.sha256(bytes), bytes);
        return Descriptor.of(type, Digest.sha256(bytes), bytes.length);
    }

    @Override
    public PluginManifest resolve(
            PluginReference reference, Optional<RegistryCredentials> credentials) {
        resolved.add(reference.toString());
        PluginManifest found =
                manifests.getOrDefault(
                        reference.toString(), reference.digest().map(byDigest::get).orElse(null));
        if (found == null) {
            throw new RegistryException(
                    RegistryException.Reason.NOT_FOUND,
                    reference.domain(),
                    reference.path(),
                    reference + " is not there");
        }
        return found;
    }

    @Override
    public InputStream open(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        opened.add(blob.digest());
        asked.add(new Asked(blob.digest(), offset, credentials));
        byte[] bytes = blobs.getOrDefault(blob.digest(), new byte[0]);
        return opening.open(blob, Arrays.copyOfRange(bytes, (int) offset, bytes.length));
    }

    @Override
    public List<Referrer> referrers(
            PluginReference repository, Digest subject, Optional<RegistryCredentials> credentials) {
        return signatures.get().stream().filter(one -> one.subject().equals(subject)).toList();
    }

    @Override
    public void login(String registry, RegistryCredentials credentials) {
        if (!credentials.password().equals(PASSWORD)) {
            throw new RegistryException(
                    RegistryException.Reason.UNAUTHORIZED, registry, "", "wrong password");
        }
    }

    @Override
    public void push(
            PluginReference target,
            PluginManifest plugin,
            BlobSource source,
            Optional<RegistryCredentials> credentials,
            PushListener listener) {
        pushedTo.add(target.toString());
        List<Descriptor> all = new ArrayList<>(plugin.layers());
        all.add(plugin.config());
        all.add(plugin.manifest());
        plugin.referrers().forEach(one -> all.add(one.manifest()));
        for (Descriptor blob : all) {
            try (InputStream in = source.open(blob)) {
                pushed.put(blob.digest(), in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listener.sent(blob, blob.size());
        }
    }
}
