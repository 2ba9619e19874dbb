package dev.berth.driver.volume;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A volume, as its driver tells of it.
 *
 * @param mountpoint where it is, if it is anywhere now
 * @param createdAt when it was made, if the driver says so in RFC 3339
 * @param status whatever else the driver tells: strings, numbers, booleans, lists and maps of these
 */
public record Volume(
        String name,
        Optional<Mountpoint> mountpoint,
        Optional<Instant> createdAt,
        Map<String, Object> status) {}
