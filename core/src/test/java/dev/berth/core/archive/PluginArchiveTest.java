package dev.berth.core.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.testing.GnuTar;
import dev.berth.testing.Programs;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive by GNU tar comes apart into its config and a layer that unpacks to the same files. */
class PluginArchiveTest {
    private static final String CONFIG = "{\"description\":\"d\"}";

    @TempDir Path top;
    private Path files;

    @BeforeEach
    void makeFiles() throws Exception {
        files = top.resolve("files");
        Path rootfs = Files.createDirectories(files.resolve("rootfs"));
        Files.writeString(files.resolve("config.json"), CONFIG);
        Files.writeString(files.resolve("other"), "not for the layer");
        Files.createDirectories(rootfs.resolve("bin"));
        Files.writeString(rootfs.resolve("bin/run"), "#!/bin/sh\n");
        Files.writeString(rootfs.resolve("empty"), "");
        Files.createLink(rootfs.resolve("bin/again"), rootfs.resolve("bin/run"));
        Files.createSymbolicLink(rootfs.resolve("absolute"), Path.of("/rootfs/bin/run"));
        Files.createSymbolicLink(rootfs.resolve("relative"), Path.of("rootfs/bin/run"));
        Files.createDirectories(rootfs.resolve("rootfs/rootfs"));
        Files.writeString(rootfs.resolve("rootfs/config.json"), "another");
        sh("cd " + rootfs + " && chmod 4755 bin/run && chown 1234:5678 empty && chmod 1777 bin");
        sh("cd " + rootfs + " && mknod null c 1 3 && mkfifo fifo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix", "gnu", "ustar", "oldgnu"})
    void unpacksToTheSameFilesInEveryFormat(String format) throws Exception {
        sameAfterSplitting(GnuTar.pack(files, format, "config.json", "other", "rootfs"));
    }

    @Test
    void unpacksToTheSameFilesInAnyOrderAndUnderAnyName() throws Exception {
        sameAfterSplitting(GnuTar.pack(files, "posix", "rootfs", "other", "config.json"));
        sameAfterSplitting(GnuTar.pack(files, "posix", "."));
        for (String before : new String[] {"/", "././/"}) {
            String rename = "--transform=s,^," + before + ",rSh";
            sameAfterSplitting(GnuTar.pack(files, "posix", rename, "-P", "rootfs", "config.json"));
        }
    }

    @Test
    void isTakenInTheOldestFormToo() throws Exception {
        sh("rm " + files + "/rootfs/null " + files + "/rootfs/fifo");
        sameAfterSplitting(GnuTar.pack(files, "v7", "config.json", "rootfs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix", "gnu"})
    void keepsLongNamesAndLinks(String format) throws Exception {
        Path rootfs = files.resolve("rootfs");
        String hundred = "n".repeat(100);
        for (String name :
                List.of(
                        hundred,
                        hundred + "x",
                        "d".repeat(90) + "/" + "f".repeat(99),
                        "e".repeat(200) + "/" + "g".repeat(255))) {
            Path file = rootfs.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Path deep = rootfs.resolve("deep");
        for (int i = 0; i < 8; i++) {
            deep = deep.resolve("d".repeat(60) + i);
        }
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("file"), "deep");
        Files.createLink(rootfs.resolve("hard"), deep.resolve("file"));
        Files.createLink(deep.resolve("hard-" + "h".repeat(120)), deep.resolve("file"));
        Files.createSymbolicLink(rootfs.resolve("soft"), Path.of("/" + "s/".repeat(150)));
        sameAfterSplitting(GnuTar.pack(files, format, "config.json", "rootfs"));
    }

    @Test
    void keepsNamesThatAnOldHeaderSplits() throws Exception {
        Path folder = files.resolve("rootfs").resolve("p".repeat(90)).resolve("q".repeat(50));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("r".repeat(99)), "split");
        Path two = files.resolve("rootfs").resolve("x".repeat(99));
        Files.writeString(two, "a prefix of just rootfs");
        sameAfterSplitting(GnuTar.pack(files, "ustar", "config.json", "rootfs"));
    }

    @Test
    void keepsExtendedAttributesAndFileCapabilities() throws Exception {
        Path program = files.resolve("rootfs/bin/run");
        boolean capabilities = sh("command -v setcap || true").contains("setcap");
        if (capabilities) {
            sh("setcap cap_net_raw+ep " + program);
        }
        // Not every file system takes these; what it took must come through.
        sh("setfattr -n user.note -v 'a=b' " + program + " 2>/dev/null || true");
        byte[] archive =
                GnuTar.pack(
                        files, "posix", "--xattrs", "--xattrs-include=*", "config.json", "rootfs");
        Path unpacked = sameAfterSplitting(archive);
        String before = attributes(program);
        assertEquals(before, attributes(unpacked.resolve("bin/run")));
        assertTrue(!capabilities || before.contains("security.capability"), before);
    }

    @Test
    void keepsLargeOwnersAndOddNames() throws Exception {
        Path rootfs = files.resolve("rootfs");
        sh("cd " + rootfs + " && touch big && chown 3000000000:2999999999 big");
        sh("cd " + rootfs + " && touch \"$(printf 'l\\344tin')\" \"$(printf 'new\\nline')\" ' = '");
        sameAfterSplitting(GnuTar.pack(files, "posix", "config.json", "rootfs"));
        sameAfterSplitting(GnuTar.pack(files, "gnu", "config.json", "rootfs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "0.1", "1.0"})
    void keepsSparseFilesOfEveryPosixKind(String version) throws Exception {
        sparse();
        byte[] archive =
                GnuTar.pack(
                        files,
                        "posix",
                        "-S",
                        "--sparse-version=" + version,
                        "config.json",
                        "rootfs");
        assertTrue(archive.length < 1_000_000, "it is sparse");
        sameAfterSplitting(archive);
    }

    @Test
    void tellsWhatToDoAboutSparseFilesOfTheOldKind() throws Exception {
        sparse();
        byte[] archive = GnuTar.pack(files, "gnu", "-S", "config.json", "rootfs");
        assertTrue(refusal(archive).contains("--format=posix"));
    }

    @Test
    void givesTheConfigByteForByte() throws Exception {
        for (int size : new int[] {0, 1, 511, 512, 513, 100_000}) {
            Files.writeString(files.resolve("config.json"), "x".repeat(size));
            byte[] archive = GnuTar.pack(files, "posix", "config.json", "rootfs");
            assertEquals("x".repeat(size), new String(split(archive, new byte[0][]), "UTF-8"));
        }
    }

    @Test
    void takesAnEmptyRootfs() throws Exception {
        sh("rm -r " + files + "/rootfs/*");
        sameAfterSplitting(GnuTar.pack(files, "posix", "config.json", "rootfs"));
    }

    @Test
    void isRefusedWithoutARootfsOrAConfig() throws Exception {
        assertTrue(refusal(new byte[0]).startsWith("no rootfs found: EOF"));
        assertTrue(refusal(new byte[10240]).startsWith("no rootfs found"));
        assertTrue(
                refusal(GnuTar.pack(files, "posix", "config.json")).startsWith("no rootfs found"));
        assertTrue(refusal(GnuTar.pack(files, "posix", "rootfs")).startsWith("config not found"));
        assertTrue(refusal(GnuTar.pack(files, "posix", "other")).startsWith("no rootfs found"));
    }

    @Test
    void isRefusedWhenItsRootfsIsNoFolder() throws Exception {
        sh("cd " + files + " && rm -r rootfs && ln -s / rootfs");
        assertTrue(
                refusal(GnuTar.pack(files, "posix", "config.json", "rootfs"))
                        .contains("rootfs in the archive is not a folder"));
        sh("cd " + files + " && rm rootfs && touch rootfs");
        assertTrue(
                refusal(GnuTar.pack(files, "posix", "config.json", "rootfs"))
                        .contains("not a folder"));
    }

    @Test
    void isRefusedWhenAHardLinkLeadsOut() throws Exception {
        Files.createLink(files.resolve("rootfs/linked"), files.resolve("config.json"));
        String refusal = refusal(GnuTar.pack(files, "posix", "config.json", "rootfs"));
        assertTrue(refusal.contains("hard link to config.json"), refusal);
    }

    @Test
    void isRefusedWhenItIsNone() throws Exception {
        String refusal = "failed to read from tar: archive/tar: invalid tar header";
        assertEquals(refusal, refusal("no tar at all".getBytes(StandardCharsets.UTF_8)));
        assertEquals(refusal, refusal("x".repeat(2000).getBytes(StandardCharsets.UTF_8)));
        byte[] archive = GnuTar.pack(files, "posix", "config.json", "rootfs");
        assertEquals(refusal, refusal(Programs.filter(archive, List.of("gzip", "-c"))));
        byte[] wrongSum = archive.clone();
        wrongSum[0] ^= 1;
        assertEquals(refusal, refusal(wrongSum));
    }

    @Test
    void isRefusedWhenItsConfigIsHuge() throws Exception {
        Files.writeString(files.resolve("config.json"), " ".repeat(4 * 1024 * 1024 + 1));
        byte[] archive = GnuTar.pack(files, "posix", "config.json", "rootfs");
        String message =
                assertThrows(PluginLimitExceededException.class, () -> split(archive)).getMessage();
        assertTrue(message.contains("larger than"), message);
    }

    @Test
    void isRefusedWhenANumberIsNone() throws Exception {
        byte[] archive = GnuTar.pack(files, "ustar", "config.json", "rootfs");
        for (String size : List.of("-0000000005", "+0000000005", "00000000009", "zzzzzzzzzzz")) {
            byte[] wrong = archive.clone();
            byte[] digits = size.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(digits, 0, wrong, 124, 11);
            RawTar.sign(wrong, 0);
            assertTrue(refusal(wrong).contains("invalid tar header"), size);
        }
        byte[] huge = archive.clone();
        Arrays.fill(huge, 124, 136, (byte) 0xFF);
        RawTar.sign(huge, 0);
        assertTrue(refusal(huge).contains("invalid tar header"));
    }

    @Test
    void isRefusedOrTakenWholeWhereverItIsCutShort() throws Exception {
        String[] formats = {"posix", "gnu"};
        for (String format : formats) {
            byte[] archive = GnuTar.pack(files, format, "config.json", "rootfs");
            for (int length = 0; length < archive.length; length += length % 512 < 4 ? 1 : 101) {
                splitOrRefuse(Arrays.copyOf(archive, length));
            }
        }
    }

    @Test
    void isRefusedOrTakenWhicheverOfItsBytesAreWrong() throws Exception {
        Random random = new Random(7);
        Files.writeString(files.resolve("rootfs/" + "n".repeat(150)), "long");
        for (String format : new String[] {"posix", "gnu"}) {
            byte[] archive = GnuTar.pack(files, format, "config.json", "rootfs");
            for (int round = 0; round < 1000; round++) {
                byte[] wrong = archive.clone();
                int block = random.nextInt(wrong.length / 512) * 512;
                for (int i = 0; i < 1 + round % 4; i++) {
                    wrong[block + random.nextInt(512)] = (byte) random.nextInt(256);
                }
                if (round % 2 == 0) {
                    RawTar.sign(wrong, block);
                }
                splitOrRefuse(wrong);
            }
        }
    }

    private static void splitOrRefuse(byte[] archive) throws IOException {
        try {
            split(archive);
        } catch (InvalidPluginException | PluginLimitExceededException e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }

    private void sparse() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(files.resolve("rootfs/sparse").toFile(), "rw")) {
            for (int i = 0; i < 10; i++) {
                file.seek(i * 1_000_000L);
                file.writeBytes("data " + i);
            }
            file.setLength(20_000_000);
        }
    }

    /** Makes a header's checksum right. */
    private static byte[] split(byte[] archive, byte[][] layer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] config = PluginArchive.split(new ByteArrayInputStream(archive), out);
        if (layer.length > 0) {
            layer[0] = out.toByteArray();
        }
        return config;
    }

    /** Compares a listing of everything, and returns where the layer was unpacked. */
    private Path sameAfterSplitting(byte[] archive) throws Exception {
        byte[][] layer = new byte[1][];
        assertArrayEquals(CONFIG.getBytes(StandardCharsets.UTF_8), split(archive, layer));
        Path unpacked = Files.createTempDirectory(top, "unpacked");
        GnuTar.unpack(layer[0], unpacked);
        assertEquals(listing(files.resolve("rootfs")), listing(unpacked));
        return unpacked;
    }

    /** Names, types, modes, owners, link counts and targets, devices, sizes and contents. */
    private static String listing(Path folder) throws Exception {
        String each = "find . -mindepth 1 -printf '%p %y %m %U:%G %n %l %s\\n'";
        String devices = "find . -type c -exec stat -c '%n %t:%T' {} +";
        String contents = "find . -type f -print0 | sort -z | xargs -0 -r sha256sum";
        String files = "(" + each + "; " + devices + "; " + contents + ")";
        return sh("cd " + folder + " && " + files + " | grep -v ' d .* 4096$' | LC_ALL=C sort");
    }

    private static String attributes(Path file) throws Exception {
        return sh("cd " + file.getParent() + " && getfattr -d -m - -e hex " + file.getFileName());
    }

    private static String sh(String script) throws Exception {
        return new String(
                Programs.filter(new byte[0], List.of("sh", "-c", script)),
                StandardCharsets.ISO_8859_1);
    }

    private static String refusal(byte[] archive) {
        return assertThrows(InvalidPluginException.class, () -> split(archive)).getMessage();
    }

    private static byte[] split(byte[] archive) throws IOException {
        return PluginArchive.split(
                new ByteArrayInputStream(archive), OutputStream.nullOutputStream());
    }
}
