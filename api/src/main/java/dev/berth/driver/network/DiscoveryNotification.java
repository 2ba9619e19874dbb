package dev.berth.driver.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** News of the cluster that a network may span. Immutable. */
public final class DiscoveryNotification {
    /** The {@link #discoveryType} of a node that comes or goes; the only one that Docker sends. */
    public static final int NODE_DISCOVERY = 1;

    private final int discoveryType;
    private final Map<String, Object> discoveryData;

    private DiscoveryNotification(int discoveryType, Map<String, Object> discoveryData) {
        this.discoveryType = discoveryType;
        this.discoveryData =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(
                                Objects.requireNonNull(discoveryData, "discoveryData")));
    }

    /**
     * Returns a notification.
     *
     * @param discoveryType {@link #NODE_DISCOVERY} or another
     * @param discoveryData strings, numbers, booleans, lists and maps of these
     */
    public static DiscoveryNotification of(int discoveryType, Map<String, Object> discoveryData) {
        return new DiscoveryNotification(discoveryType, discoveryData);
    }

    /** Returns the notification of a node. */
    public static DiscoveryNotification node(String address, boolean self) {
        return of(
                NODE_DISCOVERY,
                Map.of("Address", Objects.requireNonNull(address, "address"), "Self", self));
    }

    /** Returns what it is about. */
    public int discoveryType() {
        return discoveryType;
    }

    /**
     * Returns what it says; of a node its {@code Address} and whether it is the host {@code Self}.
     */
    public Map<String, Object> discoveryData() {
        return discoveryData;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscoveryNotification that
                && discoveryType == that.discoveryType
                && discoveryData.equals(that.discoveryData);
    }

    @Override
    public int hashCode() {
        return Objects.hash(discoveryType, discoveryData);
    }

    @Override
    public String toString() {
        return "DiscoveryNotification[discoveryType=%s, discoveryData=%s]"
                .formatted(discoveryType, discoveryData);
    }
}
