package dev.berth.driver.volume;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a volume is.
 *
 * @param inPlugin the path as the plugin sees it
 * @param onHost the same folder as the host sees it; empty when the plugin keeps it to itself
 */
public record Mountpoint(String inPlugin, Optional<Path> onHost) {}
