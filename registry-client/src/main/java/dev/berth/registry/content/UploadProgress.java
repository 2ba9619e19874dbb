package dev.berth.registry.content;

import dev.berth.spi.Descriptor;
import dev.berth.spi.PushListener;

/**
 * The progress of a blob's upload. That all its bytes were sent does not mean that it was accepted.
 */
public record UploadProgress(Descriptor blob, PushListener listener) {

    /** Reports the bytes sent; the last are reported when the registry has accepted the blob. */
    public void sent(long bytes) {
        if (bytes < blob.size()) {
            listener.sent(blob, bytes);
        }
    }
}
