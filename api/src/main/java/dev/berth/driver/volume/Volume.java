package dev.berth.driver.volume;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A volume, as its driver tells of it. Immutable. */
public final class Volume {
    private final String name;
    private final Optional<Mountpoint> mountpoint;
    private final Optional<Instant> createdAt;
    private final Map<String, Object> status;

    private Volume(
            String name,
            Optional<Mountpoint> mountpoint,
            Optional<Instant> createdAt,
            Map<String, Object> status) {
        this.name = Objects.requireNonNull(name, "name");
        this.mountpoint = mountpoint;
        this.createdAt = createdAt;
        this.status =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(status, "status")));
    }

    /** Returns a volume of which nothing but its name is known. */
    public static Volume of(String name) {
        return new Volume(name, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns the same volume at this place. */
    public Volume withMountpoint(Mountpoint mountpoint) {
        return new Volume(
                name,
                Optional.of(Objects.requireNonNull(mountpoint, "mountpoint")),
                createdAt,
                status);
    }

    /** Returns the same volume, made at this time. */
    public Volume withCreatedAt(Instant createdAt) {
        return new Volume(
                name,
                mountpoint,
                Optional.of(Objects.requireNonNull(createdAt, "createdAt")),
                status);
    }

    /** Returns the same volume with whatever else the driver tells. */
    public Volume withStatus(Map<String, Object> status) {
        return new Volume(name, mountpoint, createdAt, status);
    }

    /** Returns the name by which the volume was created. */
    public String name() {
        return name;
    }

    /** Returns where the volume is, if it is anywhere now. */
    public Optional<Mountpoint> mountpoint() {
        return mountpoint;
    }

    /** Returns when the volume was made, if the driver says so in RFC 3339. */
    public Optional<Instant> createdAt() {
        return createdAt;
    }

    /**
     * Returns whatever else the driver tells: strings, numbers, booleans, lists and maps of these,
     * and {@code null} where the driver says so.
     */
    public Map<String, Object> status() {
        return status;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Volume that
                && name.equals(that.name)
                && mountpoint.equals(that.mountpoint)
                && createdAt.equals(that.createdAt)
                && status.equals(that.status);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, mountpoint, createdAt, status);
    }

    @Override
    public String toString() {
        return "Volume[name=%s, mountpoint=%s, createdAt=%s, status=%s]"
                .formatted(name, mountpoint, createdAt, status);
    }
}
