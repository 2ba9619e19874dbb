package dev.berth.driver.volume;

import dev.berth.capability.HostFolder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where a volume is. Immutable. */
public final class Mountpoint {
    private final String inPlugin;
    private final Optional<Path> onHost;
    private final Optional<HostFolder> folder;

    private Mountpoint(String inPlugin, Optional<Path> onHost, Optional<HostFolder> folder) {
        this.inPlugin = Objects.requireNonNull(inPlugin, "inPlugin");
        this.onHost = onHost;
        this.folder = folder;
    }

    /** Returns a place that only the plugin sees. */
    public static Mountpoint of(String inPlugin) {
        return new Mountpoint(inPlugin, Optional.empty(), Optional.empty());
    }

    /** Returns the same place as it is on the host. */
    public Mountpoint withOnHost(Path onHost) {
        Path path = Objects.requireNonNull(onHost, "onHost");
        return new Mountpoint(inPlugin, Optional.of(path), Optional.empty());
    }

    /** Returns the same place as it is on the host, with its folder. */
    public Mountpoint withFolder(HostFolder folder) {
        return new Mountpoint(inPlugin, Optional.of(folder.path()), Optional.of(folder));
    }

    /** Returns the path as the plugin sees it. */
    public String inPlugin() {
        return inPlugin;
    }

    /** Returns the same folder as the host sees it; empty when the plugin keeps it to itself. */
    public Optional<Path> onHost() {
        return onHost;
    }

    /**
     * Returns the same folder to work in; empty when the plugin keeps it to itself. Links that the
     * plugin makes are not followed, as they are by {@link #onHost}.
     */
    public Optional<HostFolder> folder() {
        return folder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mountpoint that
                && inPlugin.equals(that.inPlugin)
                && onHost.equals(that.onHost)
                && folder.equals(that.folder);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inPlugin, onHost, folder);
    }

    @Override
    public String toString() {
        return "Mountpoint[inPlugin=%s, onHost=%s]".formatted(inPlugin, onHost);
    }
}
