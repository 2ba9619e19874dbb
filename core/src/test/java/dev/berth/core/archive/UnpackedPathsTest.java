package dev.berth.core.archive;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.testing.GnuTar;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Archives of which dockerd 20.10 says that their layer cannot be unpacked are refused, those that
 * it takes are taken. An entry is {@code NAME} (a file), {@code NAME/}, {@code NAME=TARGET} (a hard
 * link) or {@code NAME>TARGET} (a symbolic one).
 */
class UnpackedPathsTest {
    private static final String FIRST =
            "which is not before it in the archive: put that file first, or copy it";

    @TempDir Path top;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rootfs/a rootfs/b=rootfs/a",
                "rootfs/a rootfs/b=a",
                "rootfs/a rootfs/b=./a",
                "rootfs/a rootfs/b=/a",
                "rootfs/d/ rootfs/a rootfs/d/b=rootfs/d/../a",
                "rootfs/x/y/a rootfs/b=rootfs/x/y/a",
                "rootfs/a/ rootfs/a/b rootfs/a",
                "rootfs/a rootfs/a/ rootfs/a/b",
                "rootfs/a/ rootfs/a/b rootfs/a/ rootfs/c=rootfs/a/b",
                "rootfs/u/ rootfs/l>u rootfs/l/x rootfs/z=rootfs/u/x",
                "rootfs/u/ rootfs/u/x rootfs/l>u rootfs/z=rootfs/l/x",
                "rootfs/l>nowhere rootfs/z=rootfs/l",
                "./rootfs/a ./rootfs/b=./rootfs/a",
            })
    void whatDockerdTakesIsTaken(String entries) {
        assertDoesNotThrow(() -> split(entries, OutputStream.nullOutputStream()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rootfs/b=rootfs/a rootfs/a | rootfs/b is a hard link to rootfs/a,",
                "rootfs/b=a rootfs/a | rootfs/b is a hard link to a,",
                "rootfs/b=rootfs/a | rootfs/b is a hard link to rootfs/a,",
                "rootfs/b=config.json | rootfs/b is a hard link to config.json,",
                "rootfs/a rootfs/a=rootfs/a | rootfs/a is a hard link to rootfs/a,",
                "rootfs/a rootfs/b=rootfs/a/c | rootfs/b is a hard link to rootfs/a/c,",
                "rootfs/a/ rootfs/a/b rootfs/a rootfs/c=rootfs/a/b"
                        + " | rootfs/c is a hard link to rootfs/a/b,",
            })
    void aHardLinkToWhatIsNotThereYetIsRefused(String entries, String message) {
        assertEquals(message + " " + FIRST, refusal(entries));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rootfs/a/ rootfs/b=rootfs/a", "rootfs/a/c rootfs/b=./rootfs/a/"})
    void aHardLinkToAFolderIsRefused(String entries) {
        String message = refusal(entries);
        assertTrue(message.startsWith("rootfs/b is a hard link to "), message);
        assertTrue(message.endsWith(", which is a folder"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rootfs/a rootfs/a/b",
                "rootfs/a rootfs/c=rootfs/a rootfs/a/b",
                "rootfs/a/ rootfs/a rootfs/a/b/c/",
            })
    void aFileInAFileIsRefused(String entries) {
        String message = refusal(entries);
        assertTrue(message.startsWith("rootfs/a/b"), message);
        String end = " is in rootfs/a, which is a file in the archive, not a folder";
        assertTrue(message.endsWith(end), message);
    }

    @Test
    void aTargetWithoutRootfsIsSeenFromInside() throws Exception {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        split("rootfs/d/a rootfs/b=d/a", layer);
        Path unpacked = Files.createDirectory(top.resolve("unpacked"));
        GnuTar.unpack(layer.toByteArray(), unpacked);
        assertTrue(Files.isSameFile(unpacked.resolve("b"), unpacked.resolve("d/a")));
    }

    private static String refusal(String entries) {
        return assertThrows(
                        InvalidPluginException.class,
                        () -> split(entries, OutputStream.nullOutputStream()))
                .getMessage();
    }

    private static void split(String entries, OutputStream layer) throws IOException {
        RawTar tar = new RawTar().file("config.json", "{}");
        for (String entry : entries.split(" ")) {
            String[] parts = entry.split("[=>]");
            if (entry.endsWith("/") && parts.length == 1) {
                tar.entry('5', entry, "");
            } else if (parts.length == 1) {
                tar.file(entry, "x");
            } else {
                char type = entry.contains("=") ? '1' : '2';
                tar.entry(type, parts[0], "", RawTar.at(157, parts[1]));
            }
        }
        PluginArchive.split(new ByteArrayInputStream(tar.end()), layer);
    }
}
