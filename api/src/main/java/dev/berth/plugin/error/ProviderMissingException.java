package dev.berth.plugin.error;

import java.util.Objects;

/** No bundle provides a service of {@code dev.berth.spi} that the work needs. */
public final class ProviderMissingException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String service;

    /**
     * @param service the simple name of the service's type, {@code PluginRegistry}
     * @param what what cannot be done without it
     */
    public ProviderMissingException(String service, String what) {
        super(
                "%s: start a bundle that provides %s"
                        .formatted(what, Objects.requireNonNull(service, "service")));
        this.service = service;
    }

    /** Returns the simple name of the missing service's type, {@code PluginRegistry}. */
    public String service() {
        return service;
    }
}
