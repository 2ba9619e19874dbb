package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.runtime.containerd.ContainerdHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several layers, one after the other, as the OCI image specification has them applied. */
class LayersInOrderIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    private static LayerTar base() {
        return new LayerTar()
                .folder("etc/")
                .mode(0755)
                .end()
                .file("etc/kept", "base")
                .mode(0640)
                .owner(1, 2)
                .end()
                .file("etc/changed", "base")
                .end()
                .file("etc/gone", "base")
                .end()
                .folder("lib/")
                .end()
                .folder("lib/gone/")
                .end()
                .file("lib/gone/deep", "base")
                .end()
                .symlink("link", "etc/kept")
                .end()
                .hardLink("hard", "etc/changed")
                .end()
                .folder("opaque/")
                .end()
                .file("opaque/old", "base")
                .end()
                .folder("opaque/folder/")
                .end()
                .file("opaque/folder/old", "base")
                .end()
                .file("becomes-folder", "base")
                .end()
                .folder("becomes-file/")
                .end()
                .file("becomes-file/in", "base")
                .end();
    }

    private static LayerTar changes() {
        return new LayerTar()
                .folder("etc/")
                .mode(0700)
                .owner(3, 4)
                .end()
                .file("etc/changed", "changed")
                .mode(0600)
                .end()
                .file("etc/.wh.gone", "")
                .end()
                .file("etc/.wh.never-was", "")
                .end()
                .file("lib/.wh.gone", "")
                .end()
                .file(".wh.link", "")
                .end()
                // Before the marker and after it: what this layer brings stays.
                .file("opaque/early", "changes")
                .end()
                .file("opaque/.wh..wh..opq", "")
                .end()
                .file("opaque/late", "changes")
                .end()
                .folder("opaque/folder/")
                .end()
                .file("opaque/folder/new", "changes")
                .end()
                .folder("becomes-folder/")
                .end()
                .file("becomes-folder/in", "changes")
                .end()
                .file("becomes-file", "changes")
                .end();
    }

    private static LayerTar comesBack() {
        return new LayerTar()
                .file("etc/gone", "back")
                .end()
                .symlink("link", "lib")
                .end()
                .file(".wh.becomes-folder", "")
                .end()
                .folder("lib/")
                .end()
                .file("lib/.wh..wh..opq", "")
                .end();
    }

    @Test
    void giveTheTreeThatTheSpecificationSays() throws Exception {
        Map<String, byte[]> layers =
                Map.of(
                        "1", LayerTar.gzip(base().bytes()),
                        "2", LayerTar.zstd(changes().bytes()),
                        "3", comesBack().bytes());
        for (String layer : List.of("1", "2", "3")) {
            guarded.unpack(LayerTar.GZIP, layers.get(layer));
        }
        assertEquals(
                """
                becomes-file 100644 0:0 changes
                etc 40700 3:4
                etc/changed 100600 0:0 changed
                etc/gone 100644 0:0 back
                etc/kept 100640 1:2 base
                hard 100644 0:0 base
                lib 40755 0:0
                link 120777 0:0 -> lib
                opaque 40755 0:0
                opaque/early 100644 0:0 changes
                opaque/folder 40755 0:0
                opaque/folder/new 100644 0:0 changes
                opaque/late 100644 0:0 changes
                """,
                tree());
    }

    @Test
    void giveAnotherTreeInAnotherOrder() throws Exception {
        guarded.unpack(changes());
        guarded.unpack(base());
        assertEquals(
                """
                becomes-file 40755 0:0
                becomes-file/in 100644 0:0 base
                becomes-folder 100644 0:0 base
                etc 40755 0:0
                etc/changed 100644 0:0 base
                etc/gone 100644 0:0 base
                etc/kept 100640 1:2 base
                hard 100644 0:0 base
                lib 40755 0:0
                lib/gone 40755 0:0
                lib/gone/deep 100644 0:0 base
                link 120777 0:0 -> etc/kept
                opaque 40755 0:0
                opaque/early 100644 0:0 changes
                opaque/folder 40755 0:0
                opaque/folder/new 100644 0:0 changes
                opaque/folder/old 100644 0:0 base
                opaque/late 100644 0:0 changes
                opaque/old 100644 0:0 base
                """,
                tree());
    }

    @Test
    void takeThingsAwayBelowFoldersThatAreLinksButNotWhereTheyLeadOutside() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .folder("real/")
                        .end()
                        .file("real/f", "x")
                        .end()
                        .file("real/g", "x")
                        .end()
                        .symlink("inside", "real")
                        .end()
                        .symlink("outside", guarded.outside().toString())
                        .end());
        guarded.unpack(
                new LayerTar()
                        .file("inside/.wh.f", "")
                        .end()
                        .file("outside/.wh.secret", "")
                        .end()
                        .file("outside/.wh.folder", "")
                        .end());
        assertEquals(
                """
                inside 120777 0:0 -> real
                outside 120777 0:0 -> %s
                real 40755 0:0
                real/g 100644 0:0 x
                """
                        .formatted(guarded.outside()),
                tree().lines()
                        .filter(line -> !line.startsWith("tmp"))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Each path with its mode, its owner and its content or target. */
    private String tree() throws IOException {
        try (Stream<Path> paths = Files.walk(guarded.rootfs())) {
            StringBuilder tree = new StringBuilder();
            for (Path path : paths.skip(1).sorted().toList()) {
                tree.append(describe(path)).append('\n');
            }
            return tree.toString();
        }
    }

    private String describe(Path path) throws IOException {
        Map<String, Object> facts =
                Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        String line =
                "%s %o %s:%s"
                        .formatted(
                                guarded.rootfs().relativize(path),
                                facts.get("mode"),
                                facts.get("uid"),
                                facts.get("gid"));
        if (Files.isSymbolicLink(path)) {
            return line + " -> " + Files.readSymbolicLink(path);
        }
        return Files.isRegularFile(path) ? line + " " + Files.readString(path) : line;
    }
}
