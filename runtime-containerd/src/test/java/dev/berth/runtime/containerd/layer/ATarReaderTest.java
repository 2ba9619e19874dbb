package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.testing.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ATarReaderTest {
    @TempDir Path folder;

    @Test
    void walksOverContents() throws IOException {
        byte[] archive =
                new LayerTar().file("a", "x".repeat(1000)).end().folder("b/").end().bytes();
        assertEquals(List.of("0 a", "5 b/"), names(archive));
    }

    @Test
    void takesNamesFromExtensions() throws IOException {
        byte[] archive =
                new LayerTar()
                        .hardLink("short", "short")
                        .pax("path", bytes("long/ü"))
                        .pax("linkpath", bytes("target/ü"))
                        .end()
                        .bytes();
        TarEntry entry =
                new TarReader(new ByteArrayInputStream(archive), ContainerdHost.DEFAULTS)
                        .next()
                        .orElseThrow();
        assertArrayEquals(bytes("long/ü"), entry.name().getBytes(StandardCharsets.ISO_8859_1));
        assertArrayEquals(bytes("target/ü"), entry.link().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void takesNoExtensionForTheEntryAfterNext() throws IOException {
        byte[] archive =
                new LayerTar()
                        .file("a", "")
                        .pax("path", bytes("b"))
                        .end()
                        .file("c", "")
                        .end()
                        .bytes();
        assertEquals(List.of("0 b", "0 c"), names(archive));
    }

    @Test
    void readsWhatTarWrites() throws Exception {
        String shortEnough = "d".repeat(90) + "/" + "f".repeat(90);
        String tooLong = "d".repeat(90) + "/" + "f".repeat(120);
        assertEquals(List.of("0 " + shortEnough), packed("ustar", shortEnough));
        for (String format : List.of("gnu", "posix")) {
            assertEquals(List.of("0 " + tooLong), packed(format, tooLong), format);
        }
    }

    private List<String> packed(String format, String name) throws Exception {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), "x");
        String file = folder.resolve("made.tar").toString();
        Programs.run("tar", "--format=" + format, "-C", folder.toString(), "-cf", file, name);
        return names(Files.readAllBytes(Path.of(file)));
    }

    @Test
    void knowsNameAndSizeOfAFileWithHoles() throws Exception {
        for (String version : List.of("0.0", "0.1", "1.0")) {
            TarEntry entry = read(packedWithHoles("posix", "--sparse-version=" + version)).get(0);
            assertEquals("sparse 59000001", entry.name() + " " + entry.size(), version);
        }
    }

    @Test
    void refusesHolesInGnusOldFormatAsDockerDoes() throws Exception {
        byte[] archive = packedWithHoles("gnu", "-S");
        assertRefused("its entry sparse is of type 'S'", archive);
    }

    private byte[] packedWithHoles(String format, String option) throws Exception {
        try (FileChannel sparse =
                FileChannel.open(
                        folder.resolve("sparse"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            for (int i = 1; i < 60; i++) {
                sparse.write(ByteBuffer.wrap(new byte[] {1}), i * 1_000_000L);
            }
        }
        String made = folder.resolve("made.tar").toString();
        String in = folder.toString();
        Programs.run("tar", "--format=" + format, option, "-S", "-C", in, "-cf", made, "sparse");
        return Files.readAllBytes(Path.of(made));
    }

    @Test
    void refusesWhatIsNoArchive() {
        byte[] noise = new byte[1024];
        Arrays.fill(noise, (byte) 'x');
        assertThrows(IOException.class, () -> names(noise));
    }

    @Test
    void refusesAnArchiveThatIsCutShort() {
        byte[] archive = new LayerTar().file("a", "x".repeat(1000)).end().bytes();
        assertThrows(IOException.class, () -> names(Arrays.copyOf(archive, 700)));
        assertThrows(IOException.class, () -> names(Arrays.copyOf(archive, 100)));
    }

    @Test
    void refusesBrokenExtensions() {
        for (String records :
                List.of("5 a=b", "99 a=b\n", "x a=b\n", "6 ab\n", "0 a=b\n", "-6 a=b\n", "6")) {
            byte[] archive = new LayerTar().other('x', "pax").holding(records).end().bytes();
            assertThrows(IOException.class, () -> names(archive), records);
        }
    }

    @Test
    void refusesEndlessExtensions() {
        byte[] archive =
                new LayerTar().other('x', "pax").holding("x".repeat(1024 * 1024 + 1)).end().bytes();
        assertThrows(IOException.class, () -> names(archive));
    }

    private static List<String> names(byte[] archive) throws IOException {
        return read(archive).stream().map(e -> e.type() + " " + e.name()).toList();
    }

    private static List<TarEntry> read(byte[] archive) throws IOException {
        List<TarEntry> entries = new ArrayList<>();
        TarReader reader =
                new TarReader(new ByteArrayInputStream(archive), ContainerdHost.DEFAULTS);
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            entries.add(e.get());
        }
        return entries;
    }

    private static void assertRefused(String why, byte[] archive) {
        IOException e = assertThrows(IOException.class, () -> read(archive));
        assertEquals(why, e.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
