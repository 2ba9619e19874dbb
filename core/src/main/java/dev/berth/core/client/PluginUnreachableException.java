package dev.berth.core.client;

import java.io.IOException;

/** No connection could be made, so the plugin has received nothing. */
final class PluginUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    PluginUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
