package dev.berth.runtime.containerd.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the extension records of a file with holes say of it. containerd fills the holes, so that
 * the size given here is what the file takes.
 *
 * @param name the file's name, which the other records then do not have
 * @param size its size with the holes, 0 if it has none
 */
record SparseRecords(Optional<String> name, long size) {
    private static final String PREFIX = "GNU.sparse.";
    private static final Set<String> VERSIONS = Set.of("0.0", "0.1", "1.0");

    static SparseRecords of(Map<String, byte[]> extensions) throws IOException {
        String version = text(extensions, "major") + "." + text(extensions, "minor");
        boolean isSparse =
                VERSIONS.contains(version)
                        || version.equals(".")
                                && (extensions.containsKey(PREFIX + "map")
                                        || extensions.containsKey(PREFIX + "numbytes"));
        if (!isSparse) {
            return new SparseRecords(Optional.empty(), 0);
        }
        String name = text(extensions, "name");
        String size = text(extensions, "size");
        return new SparseRecords(
                Optional.of(name).filter(n -> !n.isEmpty()),
                PaxRecords.number(size.isEmpty() ? text(extensions, "realsize") : size).orElse(0));
    }

    private static String text(Map<String, byte[]> extensions, String key) {
        byte[] value = extensions.getOrDefault(PREFIX + key, new byte[0]);
        return new String(value, StandardCharsets.ISO_8859_1);
    }
}
