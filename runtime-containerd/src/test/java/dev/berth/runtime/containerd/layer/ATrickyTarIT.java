package dev.berth.runtime.containerd.layer;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import dev.berth.testing.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Archives that two readers could understand in two ways: each sees here what is unpacked. */
class ATrickyTarIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    @Test
    void hidesNoEntryInTheContentOfALinkOrAFolder() throws Exception {
        byte[] hidden = new LayerTar().file("hidden", "").end().bytes();
        for (char type : new char[] {'1', '2', '3', '4', '5', '6'}) {
            String name = "n" + (int) type;
            assertSeen(
                    List.of("hidden", name, "t" + (int) type),
                    new LayerTar()
                            .file("t" + (int) type, "")
                            .end()
                            .other(type, name)
                            .to("t" + (int) type)
                            .sized(512)
                            .end()
                            .raw(Arrays.copyOf(hidden, 512)));
        }
    }

    @Test
    void hidesNoEntryByASizeInItsExtensions() throws Exception {
        byte[] hidden = Arrays.copyOf(new LayerTar().file("hidden", "").end().bytes(), 512);
        assertSeen(
                List.of("f", "hidden"),
                new LayerTar().file("f", "").sized(512).pax("size", utf8("0")).end().raw(hidden));
        assertSeen(
                List.of("f", "h"),
                new LayerTar()
                        .file("f", "")
                        .pax("size", utf8("512"))
                        .end()
                        .raw(hidden)
                        .file("h", "")
                        .end());
        assertEquals(512, Files.size(guarded.rootfs().resolve("f")));
    }

    @Test
    void hidesNoEntryByASizeInBinary() throws Exception {
        byte[] five = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5};
        assertSeen(
                List.of("f", "g"),
                new LayerTar().file("f", "hello").at(124, five).end().file("g", "").end());
        assertEquals("hello", Files.readString(guarded.rootfs().resolve("f")));
    }

    @Test
    void withANumberThatIsNegativeOrTooLargeIsRefused() throws Exception {
        byte[] negative = new byte[12];
        Arrays.fill(negative, (byte) 0xff);
        byte[] large = {(byte) 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        String why = "it has a tar header with a number that is negative or too large";
        assertEquals(why, guarded.refused(new LayerTar().file("f", "").at(124, negative).end()));
        assertEquals(why, guarded.refused(new LayerTar().file("f", "").at(124, large).end()));
        assertEquals(
                "it has a tar header with \"-0000000001\" for a number",
                guarded.refused(new LayerTar().file("f", "").at(124, utf8("-0000000001")).end()));
        assertEquals(
                "it has an extension record with a negative number: -1",
                guarded.refused(new LayerTar().file("f", "").pax("size", utf8("-1")).end()));
        assertEquals(
                "it has an extension record without a number: 1e9",
                guarded.refused(new LayerTar().file("f", "").pax("size", utf8("1e9")).end()));
    }

    @Test
    void hasTheNamesThatAreUnpacked() throws Exception {
        assertSeen(
                List.of("gnu", "plain", "prefix", "prefix/name", "said"),
                new LayerTar()
                        .file("plain", "")
                        .pax("path", utf8(""))
                        .end()
                        .file("x", "")
                        .pax("path", utf8("said"))
                        .end()
                        .other('L', "l")
                        .holding("gnu\0and more")
                        .end()
                        .file("x", "")
                        .pax("path", utf8("not this"))
                        .end()
                        .file("name", "")
                        .at(345, utf8("prefix"))
                        .end());
        assertSeen(
                List.of("odd", "odd/version", "plain"),
                new LayerTar()
                        .file("version", "")
                        .at(263, utf8("zz"))
                        .at(345, utf8("odd"))
                        .end()
                        .file("plain", "")
                        .pax("GNU.sparse.map", utf8(""))
                        .pax("GNU.sparse.name", utf8("not this"))
                        .end());
    }

    @Test
    void takesNoPrefixFromAHeaderThatHasNone() throws Exception {
        assertSeen(
                List.of("gnu", "old", "star", "star/name"),
                new LayerTar()
                        .file("gnu", "")
                        .at(257, utf8("ustar  \0"))
                        .at(345, utf8("14000000000"))
                        .end()
                        .file("old", "")
                        .at(257, new byte[8])
                        .at(345, utf8("prefix"))
                        .end()
                        .file("name", "")
                        .at(345, utf8("star"))
                        .at(508, utf8("tar\0"))
                        .end());
    }

    @Test
    void takesNothingFromAGlobalHeader() throws Exception {
        byte[] path = utf8("13 path=glob\n");
        assertSeen(
                List.of("a", "b"),
                new LayerTar()
                        .other('g', "g")
                        .holding(path)
                        .end()
                        .file("a", "")
                        .end()
                        .extension(utf8("12 path=pax\n"))
                        .end()
                        .other('g', "g")
                        .holding(path)
                        .end()
                        .file("b", "")
                        .end());
    }

    @Test
    void withBrokenExtensionRecordsIsRefused() throws Exception {
        for (String records :
                List.of("9 =b\n", "4 =\n", "15 path=a\0/../b\n", "12 a\0b=cdef\n", "8 path\n")) {
            assertEquals(
                    "it has a broken extension record",
                    guarded.refused(
                            new LayerTar().extension(utf8(records)).end().file("f", "").end()),
                    records);
        }
    }

    @Test
    void withAnEntryOfAnotherTypeIsRefusedByName() throws Exception {
        for (char type : new char[] {'7', 'A', 'D', 'M', 'N', 'S', 'V', 's', (char) 1}) {
            assertEquals(
                    "its entry odd is of type '" + type + "'",
                    guarded.refused(new LayerTar().other(type, "odd").end()));
        }
        assertEquals(
                "its entry d/ is a folder with content",
                guarded.refused(new LayerTar().other('\0', "d/").holding("x").end()));
    }

    @Test
    void hasItsHolesFilled(@TempDir Path folder) throws Exception {
        Path holes = folder.resolve("holes");
        try (FileChannel file = FileChannel.open(holes, CREATE, WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 1_000_000);
            file.write(ByteBuffer.wrap(new byte[] {2}), 2_999_999);
        }
        for (String version : List.of("0.0", "0.1", "1.0")) {
            String made = folder.resolve("made").toString();
            String sparse = "--sparse-version=" + version;
            String in = folder.toString();
            Programs.run("tar", "--format=posix", sparse, "-S", "-C", in, "-cf", made, "holes");
            byte[] tar = Files.readAllBytes(Path.of(made));
            assertTrue(tar.length < 1_000_000, version);
            guarded.unpack(LayerTar.PLAIN, tar);
            assertEquals(-1, Files.mismatch(holes, guarded.rootfs().resolve("holes")), version);
        }
    }

    /** What is read here and what containerd unpacks are both as expected, but for parents. */
    private void assertSeen(List<String> names, LayerTar tar) throws Exception {
        FileTree.delete(guarded.rootfs());
        Files.createDirectory(guarded.rootfs());
        guarded.unpack(LayerTar.PLAIN, tar.bytes());
        String root = guarded.rootfs().toString();
        String unpacked = Programs.run("find", root, "-mindepth", "1", "-printf", "%P\\n");
        assertEquals(names, List.copyOf(new TreeSet<>(unpacked.lines().toList())));
        TreeSet<String> parents = new TreeSet<>(names);
        parents.removeAll(read(tar));
        for (String parent : parents) {
            assertTrue(names.stream().anyMatch(n -> n.startsWith(parent + "/")), parent);
        }
    }

    private static List<String> read(LayerTar tar) throws IOException {
        List<String> names = new ArrayList<>();
        TarReader reader =
                new TarReader(
                        new ByteArrayInputStream(tar.bytes()),
                        ContainerdHost.DEFAULTS::checkExtension);
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            names.add(e.get().name());
        }
        return names;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
