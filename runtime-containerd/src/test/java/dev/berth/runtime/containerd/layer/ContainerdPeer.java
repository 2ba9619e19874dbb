package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.runtime.containerd.ContainerdRuntime;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.host.MountCopies;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.testing.Programs;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A copy of a root filesystem to which containerd alone applies a layer, by {@code Diff.Apply}:
 * what Berth makes of the layer is to be the same, file by file. File capabilities are left out, as
 * containerd loses some.
 */
final class ContainerdPeer {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String FACTS = "%P %y %m %U:%G %n %T@ %l";

    private final ContainerdHost host;
    private final Path copy;
    private final Path made;
    private final Instant begin = Instant.now();

    private ContainerdPeer(ContainerdHost host, Path folder) {
        this.host = host;
        this.copy = folder.resolve("rootfs");
        this.made = folder.resolve("made");
    }

    static ContainerdPeer of(ContainerdHost host, Path rootfs) throws Exception {
        ContainerdPeer peer = new ContainerdPeer(host, host.newFolder("peer"));
        Programs.run("cp", "-a", rootfs.toString(), peer.copy.toString());
        Programs.run("cp", "-a", rootfs.toString(), peer.made.toString());
        return peer;
    }

    /** Has the layer applied to another copy as one that is being made, and returns its digest. */
    Digest unpackMade(byte[] blob, ContainerdRuntime runtime) throws Exception {
        InputStream bytes = new BufferedInputStream(new ByteArrayInputStream(blob));
        try (InputStream tar = Compression.of(bytes).open(bytes)) {
            return runtime.unpack(tar, made);
        }
    }

    /** Applies a layer to the copy, and compares it with those to which the runtime applied it. */
    void assertSame(byte[] blob, Path rootfs) throws Exception {
        apply(blob);
        for (Path unpacked : List.of(rootfs, made)) {
            assertEquals(tree(copy), tree(unpacked));
            assertEquals(contents(copy), contents(unpacked));
        }
        Programs.run("rm", "-rf", copy.getParent().toString());
    }

    private static String contents(Path root) throws Exception {
        String sums =
                Programs.run(
                        "find", root.toString(), "-type", "f", "-exec", "sha256sum", "{}", "+");
        return new TreeSet<>(List.of(sums.replace(root.toString(), "").split("\n"))).toString();
    }

    private void apply(byte[] blob) throws Exception {
        DirectoryWatcher folders = new DirectoryWatcher();
        ContainerdConnection connection =
                new ContainerdConnection(
                        host.containerd().socket(),
                        host.namespace(),
                        LIMIT,
                        folders,
                        CallTracer.NONE);
        try {
            ContentLeases leases = new ContentLeases(connection, new EngineLabel("peer"));
            ContentLease lease = leases.acquire(LIMIT);
            Descriptor layer = Descriptor.of(mediaType(blob), Digest.sha256(blob), blob.length);
            new ContentUpload(connection, lease, layer, LIMIT)
                    .send(new ByteArrayInputStream(blob), sent -> {});
            new LayerApplier(connection, new MountCopies(folders)).apply(layer, copy, lease, LIMIT);
            leases.release(lease);
        } finally {
            connection.close();
            folders.close();
        }
    }

    private static String mediaType(byte[] blob) throws IOException {
        return switch (Compression.of(new BufferedInputStream(new ByteArrayInputStream(blob)))) {
            case NONE -> MediaTypes.OCI_LAYER;
            case GZIP -> MediaTypes.OCI_LAYER + "+gzip";
            case ZSTD -> MediaTypes.OCI_LAYER + "+zstd";
        };
    }

    /** All that find tells, contents, and attributes; times of folders made on the way are new. */
    private String tree(Path root) throws Exception {
        String top = root.toString();
        String files =
                Programs.run(
                        "find",
                        top,
                        "-mindepth",
                        "1",
                        "-type",
                        "d",
                        "-printf",
                        FACTS + "\n",
                        "-o",
                        "-printf",
                        FACTS + " %s\n");
        String attributes =
                Programs.run(
                        "getfattr",
                        "-h",
                        "-R",
                        "-P",
                        "-d",
                        "-m",
                        "^user|^trusted|^security.s",
                        top);
        return new TreeSet<>(List.of(files.split("\n")))
                        .stream().map(this::withoutNewTime).collect(Collectors.joining("\n"))
                + new TreeSet<>(
                        List.of(
                                attributes
                                        .replace(root.toString().substring(1), "")
                                        .split("\n\n")));
    }

    /** Java 17 sets microseconds of a symbolic link's time. */
    private String withoutNewTime(String line) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].matches("[0-9]+\\.[0-9]{10}")) {
                words[i] = words[i].substring(0, words[i].length() - 4);
                double age = Double.parseDouble(words[i]) - begin.getEpochSecond();
                words[i] = age >= 0 && age < LIMIT.toSeconds() ? "new" : words[i];
            }
        }
        return String.join(" ", words);
    }
}
