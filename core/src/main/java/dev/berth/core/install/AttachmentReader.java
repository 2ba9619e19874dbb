package dev.berth.core.install;

import dev.berth.core.store.StoredReferrer;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.log.Logger;

/**
 * Reads what refers to a plugin out of a layout, to be kept with it: where the plugin goes next,
 * the layout is gone. A registry is asked once more instead, see {@link SignatureSource}.
 */
final class AttachmentReader {
    /** Of all together; they are held in memory until the plugin is stored. */
    private static final long MOST_BYTES = 16 << 20;

    private final Logger log;

    AttachmentReader(Logger log) {
        this.log = log;
    }

    /** Returns those that are whole; a plugin without its signatures is a plugin all the same. */
    List<Attachment> read(ResolvedPlugin plugin, Pull pull) throws InterruptedException {
        if (pull.request().layout().isEmpty()) {
            return List.of();
        }
        List<Attachment> all = new ArrayList<>();
        long left = MOST_BYTES;
        for (Descriptor subject : subjects(plugin.manifest())) {
            for (Referrer referrer : referrers(plugin, pull, subject)) {
                long size = size(referrer);
                if (!referrer.blobs().isEmpty()
                        && size <= left
                        && add(plugin, pull, subject, referrer, all)) {
                    left -= size;
                }
            }
        }
        return all;
    }

    /** Returns what a signature of a plugin may be of, from the outermost index on. */
    static List<Descriptor> subjects(PluginManifest manifest) {
        List<Descriptor> all = new ArrayList<>(manifest.indexes());
        all.add(manifest.manifest());
        return all;
    }

    private List<Referrer> referrers(ResolvedPlugin plugin, Pull pull, Descriptor subject)
            throws InterruptedException {
        try {
            return plugin.registry()
                    .referrers(plugin.reference(), subject.digest(), pull.request().credentials());
        } catch (RegistryException e) {
            notKept(plugin, subject, e);
            return List.of();
        }
    }

    private static long size(Referrer referrer) {
        long sum = referrer.manifestBytes().length;
        for (Descriptor blob : referrer.blobs()) {
            // Sums of what anybody can write overflow.
            sum += Math.min(blob.size(), MOST_BYTES + 1);
        }
        return sum;
    }

    private boolean add(
            ResolvedPlugin plugin,
            Pull pull,
            Descriptor subject,
            Referrer referrer,
            List<Attachment> all)
            throws InterruptedException {
        Map<Descriptor, byte[]> documents = new HashMap<>();
        documents.put(referrer.manifest(), referrer.manifestBytes());
        try {
            for (Descriptor blob : referrer.blobs()) {
                documents.put(blob, content(plugin, pull, blob));
            }
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw new InterruptedException(e.getMessage());
        } catch (RegistryException | IOException e) {
            notKept(plugin, subject, e);
            return false;
        }
        all.add(
                new Attachment(
                        new StoredReferrer(subject, referrer.manifest(), referrer.blobs()),
                        documents));
        return true;
    }

    private static byte[] content(ResolvedPlugin plugin, Pull pull, Descriptor blob)
            throws IOException, InterruptedException {
        try (InputStream in =
                plugin.registry().open(plugin.reference(), blob, 0, pull.request().credentials())) {
            return in.readNBytes((int) blob.size() + 1);
        }
    }

    private void notKept(ResolvedPlugin plugin, Descriptor subject, Exception why) {
        log.warn(
                "what refers to {} is not kept with plugin {}: {}",
                subject.digest(),
                plugin.reference().familiar(),
                why.getMessage());
    }
}
