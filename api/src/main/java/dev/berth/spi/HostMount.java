package dev.berth.spi;

import java.nio.file.Path;
import java.util.Objects;

/** A folder or file of the host that a plugin gets beside its config's mounts. Immutable. */
public final class HostMount {
    private final Path source;
    private final String destination;
    private final boolean readOnly;

    private HostMount(Path source, String destination, boolean readOnly) {
        this.source = source;
        this.destination = destination;
        this.readOnly = readOnly;
    }

    /**
     * Returns a mount that the plugin can write to.
     *
     * @param source an absolute path on the host; it exists, and the plugin cannot replace it
     * @param destination where the plugin sees it, an absolute path without {@code ..}, not {@code
     *     /}
     * @throws IllegalArgumentException if one of them is not of that form
     */
    public static HostMount of(Path source, String destination) {
        Path place = Path.of(Objects.requireNonNull(destination, "destination"));
        if (!Objects.requireNonNull(source, "source").isAbsolute()
                || !place.isAbsolute()
                || place.getNameCount() == 0
                || !place.equals(place.normalize())) {
            throw new IllegalArgumentException(
                    "%s cannot be mounted at %s".formatted(source, destination));
        }
        return new HostMount(source.normalize(), place.toString(), false);
    }

    /** Returns the same mount, writable or not. FIFOs and sockets in it are written to anyway. */
    public HostMount withReadOnly(boolean readOnly) {
        return new HostMount(source, destination, readOnly);
    }

    /** Returns the path on the host. */
    public Path source() {
        return source;
    }

    /** Returns the path in the plugin. */
    public String destination() {
        return destination;
    }

    /** Returns whether the plugin can make, change and remove nothing there. */
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostMount that
                && source.equals(that.source)
                && destination.equals(that.destination)
                && readOnly == that.readOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, destination, readOnly);
    }

    @Override
    public String toString() {
        return "HostMount[source=%s, destination=%s, readOnly=%s]"
                .formatted(source, destination, readOnly);
    }
}
