package dev.berth.driver.volume;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where a volume is. Immutable. */
public final class Mountpoint {
    private final String inPlugin;
    private final Optional<Path> onHost;

    private Mountpoint(String inPlugin, Optional<Path> onHost) {
        this.inPlugin = Objects.requireNonNull(inPlugin, "inPlugin");
        this.onHost = onHost;
    }

    /** Returns a place that only the plugin sees. */
    public static Mountpoint of(String inPlugin) {
        return new Mountpoint(inPlugin, Optional.empty());
    }

    /** Returns the same place as it is on the host. */
    public Mountpoint withOnHost(Path onHost) {
        return new Mountpoint(inPlugin, Optional.of(Objects.requireNonNull(onHost, "onHost")));
    }

    /** Returns the path as the plugin sees it. */
    public String inPlugin() {
        return inPlugin;
    }

    /** Returns the same folder as the host sees it; empty when the plugin keeps it to itself. */
    public Optional<Path> onHost() {
        return onHost;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mountpoint that
                && inPlugin.equals(that.inPlugin)
                && onHost.equals(that.onHost);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inPlugin, onHost);
    }

    @Override
    public String toString() {
        return "Mountpoint[inPlugin=%s, onHost=%s]".formatted(inPlugin, onHost);
    }
}
