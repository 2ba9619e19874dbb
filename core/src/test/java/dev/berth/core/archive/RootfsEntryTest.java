package dev.berth.core.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.tar.PaxRecords;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarHeader;
import dev.berth.shared.tar.TarHeaderBuilder;
import dev.berth.shared.tar.TarReader;
import dev.berth.shared.tar.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archives that no tar writes: what is in the layer is what was looked at, under one name. */
class RootfsEntryTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarWriter tar = new TarWriter(bytes);

    @BeforeEach
    void begin() throws IOException {
        tar.file("config.json", new byte[2]);
        tar.folder("rootfs/");
    }

    @Test
    void hasTheNameThatGoTakes() throws IOException {
        tar.records(PaxRecords.NONE.with("path", "rootfs/pax"));
        longName("rootfs/gnu\0and more");
        tar.file("rootfs/plain", new byte[0]);
        tar.records(PaxRecords.NONE.with("path", ""));
        tar.file("rootfs/kept", new byte[0]);
        tar.records(PaxRecords.NONE.with("GNU.sparse.name", "rootfs/sparse"));
        tar.file("rootfs/not-sparse", new byte[0]);
        assertEquals(List.of("5 ./", "0 gnu", "0 kept", "0 not-sparse"), layer());
    }

    @Test
    void isNoneOfAHeaderForAllEntries() throws IOException {
        tar.records(PaxRecords.NONE.with("path", "rootfs/forged"));
        tar.extension(TarHeaderBuilder.of('g', "g").build(), record("comment", "c"));
        tar.file("rootfs/f", new byte[0]);
        assertEquals(List.of("5 ./", "0 f"), layer());
    }

    @Test
    void isNotItsTopUnlessItIsAFolder() throws IOException {
        for (String name : List.of("rootfs", "rootfs/", "./rootfs//", "rootfs/.", "rootfs/./")) {
            bytes.reset();
            begin();
            tar.header(TarHeaderBuilder.of('2', name).link("/").build());
            assertEquals("rootfs in the archive is not a folder", refusal(), name);
        }
    }

    @Test
    void hasNoSlashInFront() throws IOException {
        tar.file("rootfs//./a", new byte[0]);
        tar.header(TarHeaderBuilder.of('1', "rootfs//b").link("./rootfs//a").build());
        assertEquals(List.of("5 ./", "0 a", "1 b a"), layer());
    }

    @Test
    void isNotHiddenBehindAnEmptyBlock() throws IOException {
        bytes.writeBytes(new byte[TarHeader.BLOCK]);
        tar.file("rootfs/hidden", new byte[0]);
        assertEquals(
                "failed to read from tar: archive/tar: invalid tar header:"
                        + " its tar goes on after an empty block",
                refusal());
    }

    @Test
    void isWrittenByteForByteButForItsName() throws IOException {
        byte[] odd = TarHeaderBuilder.of('2', "rootfs/n").link("rootfs/l\0junk").build().bytes();
        bytes.writeBytes(odd);
        tar.end();
        byte[] written = split();
        byte[] expected = TarHeaderBuilder.of('2', "n").link("rootfs/l\0junk").build().bytes();
        assertArrayEquals(expected, Arrays.copyOfRange(written, 512, 1024));
    }

    private void longName(String name) throws IOException {
        tar.extension(
                TarHeaderBuilder.of('L', "l").build(), name.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] record(String key, String value) {
        return PaxRecords.NONE.with(key, value).bytes();
    }

    private List<String> layer() throws IOException {
        tar.end();
        List<String> entries = new ArrayList<>();
        TarReader reader = new TarReader(new ByteArrayInputStream(split()), size -> {});
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            entries.add((e.get().type() + " " + e.get().name() + " " + e.get().link()).strip());
        }
        return entries;
    }

    private byte[] split() throws IOException {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        PluginArchive.split(new ByteArrayInputStream(bytes.toByteArray()), layer);
        return layer.toByteArray();
    }

    private String refusal() throws IOException {
        tar.end();
        return assertThrows(
                        InvalidPluginException.class,
                        () ->
                                PluginArchive.split(
                                        new ByteArrayInputStream(bytes.toByteArray()),
                                        OutputStream.nullOutputStream()))
                .getMessage();
    }
}
