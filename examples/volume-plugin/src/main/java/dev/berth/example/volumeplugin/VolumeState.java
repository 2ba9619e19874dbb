package dev.berth.example.volumeplugin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A volume as it is now.
 *
 * @param options as given when it was made
 * @param mountpoint where it is, while anyone uses it
 * @param users the IDs of those who use it
 */
record VolumeState(
        String name,
        Instant created,
        Map<String, String> options,
        Optional<Path> mountpoint,
        SortedSet<String> users) {}
