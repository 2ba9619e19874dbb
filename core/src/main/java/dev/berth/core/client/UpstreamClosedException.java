package dev.berth.core.client;

import java.io.IOException;

/** A call was not made, because no more go to this process of the plugin. */
final class UpstreamClosedException extends IOException {
    private static final long serialVersionUID = 1L;
}
