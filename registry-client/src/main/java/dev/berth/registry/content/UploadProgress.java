package dev.berth.registry.content;

import dev.berth.spi.Descriptor;
import dev.berth.spi.PushListener;

/** A blob that is being sent: that all of it has gone out does not mean that it was taken. */
public record UploadProgress(Descriptor blob, PushListener listener) {

    /** Tells how much has gone out; the end is for whoever knows that it was taken. */
    public void sent(long bytes) {
        if (bytes < blob.size()) {
            listener.sent(blob, bytes);
        }
    }
}
