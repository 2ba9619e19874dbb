package dev.berth.core.install;

import dev.berth.core.store.StoredReferrer;
import dev.berth.spi.Descriptor;
import java.util.Map;

/**
 * A signature or other artifact that is about to be kept with a plugin.
 *
 * @param documents its manifest and blobs
 */
record Attachment(StoredReferrer stored, Map<Descriptor, byte[]> documents) {}
