package dev.berth.dist.containerd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code containerd.toml} for Berth's own containerd. */
final class ContainerdConfig {
    /** What plugins do not need, and what would reach for folders elsewhere on the host. */
    private static final List<String> UNUSED =
            List.of(
                    "io.containerd.grpc.v1.cri",
                    "io.containerd.cri.v1.images",
                    "io.containerd.cri.v1.runtime",
                    "io.containerd.internal.v1.opt",
                    "io.containerd.nri.v1.nri",
                    "io.containerd.snapshotter.v1.aufs",
                    "io.containerd.snapshotter.v1.blockfile",
                    "io.containerd.snapshotter.v1.btrfs",
                    "io.containerd.snapshotter.v1.devmapper",
                    "io.containerd.snapshotter.v1.zfs");

    private ContainerdConfig() {}

    static void write(ContainerdFolders folders) throws IOException {
        String disabled =
                UNUSED.stream().map(ContainerdConfig::quote).collect(Collectors.joining(", "));
        Files.writeString(
                folders.config(),
                """
                version = 2
                root = %s
                state = %s
                disabled_plugins = [%s]

                [grpc]
                  address = %s
                """
                        .formatted(
                                quote(folders.root()),
                                quote(folders.state()),
                                disabled,
                                quote(folders.socket())));
    }

    private static String quote(Path path) {
        return quote(path.toString());
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
