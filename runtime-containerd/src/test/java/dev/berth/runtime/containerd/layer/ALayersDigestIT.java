package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.spi.Descriptor;
import dev.berth.testing.Programs;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The digest that unpacking returns: that of the layer's tar, whatever it is packed in. */
class ALayersDigestIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    private final byte[] tar = new LayerTar().file("f", "hello".repeat(1000)).end().bytes();

    @Test
    void isThatOfItsTarHoweverItIsCompressed() throws Exception {
        assertEquals(Digest.sha256(tar), guarded.unpack(LayerTar.PLAIN, tar));
        assertEquals(Digest.sha256(tar), guarded.unpack(LayerTar.GZIP, LayerTar.gzip(tar)));
        assertEquals(Digest.sha256(tar), guarded.unpack(LayerTar.ZSTD, LayerTar.zstd(tar)));
        assertEquals("hello".repeat(1000), Files.readString(guarded.rootfs().resolve("f")));
    }

    @Test
    void dependsOnTheFirstBytesAndNotOnTheMediaType() throws Exception {
        for (String type : new String[] {LayerTar.PLAIN, LayerTar.GZIP, LayerTar.ZSTD}) {
            assertEquals(Digest.sha256(tar), guarded.unpack(type, tar));
            assertEquals(Digest.sha256(tar), guarded.unpack(type, LayerTar.gzip(tar)));
            assertEquals(Digest.sha256(tar), guarded.unpack(type, LayerTar.zstd(tar)));
        }
    }

    @Test
    void isThatOfTheZstdCommandsInputToo() throws Exception {
        Files.write(guarded.blob(), tar);
        String plain = guarded.blob().toString();
        Programs.run("zstd", "-q", "-19", "--rm", "-f", plain, "-o", plain + ".packed");
        byte[] packed = Files.readAllBytes(guarded.blob().resolveSibling("blob.packed"));
        Files.delete(guarded.blob().resolveSibling("blob.packed"));
        assertEquals(Digest.sha256(tar), guarded.unpack(LayerTar.ZSTD, packed));
    }

    @Test
    void isThatOfTheLayerAsItCameThoughACapabilityWasMended() throws Exception {
        byte[] mended =
                new LayerTar()
                        .file("f", "x")
                        .xattr("security.capability", AHostileLayerIT.CAPABILITY)
                        .end()
                        .hardLink("g", "f")
                        .end()
                        .bytes();
        for (byte[] bytes : new byte[][] {mended, LayerTar.gzip(mended), LayerTar.zstd(mended)}) {
            assertEquals(Digest.sha256(mended), guarded.unpack(LayerTar.GZIP, bytes));
            String capability = Programs.run("getcap", guarded.rootfs().resolve("f").toString());
            assertTrue(capability.contains("cap_net_raw"), capability);
        }
    }

    @Test
    void mayBeOfAKindThatContainerdDoesNotKnow() throws Exception {
        byte[] bytes = LayerTar.gzip(tar);
        for (String algorithm : new String[] {"sha384", "sha512"}) {
            LayerTar.write(guarded.blob(), LayerTar.GZIP, bytes);
            Descriptor layer =
                    Descriptor.of(LayerTar.GZIP, Digest.of(algorithm, bytes), bytes.length);
            assertEquals(Digest.sha256(tar), guarded.unpack(HOST.runtime(), layer));
            Descriptor other =
                    Descriptor.of(LayerTar.GZIP, Digest.of(algorithm, tar), bytes.length);
            assertTrue(guarded.refused(HOST.runtime(), other).contains("digest"));
        }
        assertEquals("hello".repeat(1000), Files.readString(guarded.rootfs().resolve("f")));
    }

    @Test
    void coversAllMembersOfAGzipFile() throws Exception {
        byte[] first = LayerTar.gzip(Arrays.copyOf(tar, 700));
        byte[] second = LayerTar.gzip(Arrays.copyOfRange(tar, 700, tar.length));
        assertEquals(Digest.sha256(tar), guarded.unpack(LayerTar.GZIP, joined(first, second)));
    }

    @Test
    void coversAllFramesOfAZstdFileButThoseToBeSkipped() throws Exception {
        byte[] first = LayerTar.zstd(Arrays.copyOf(tar, 700));
        byte[] skipped = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        byte[] second = LayerTar.zstd(Arrays.copyOfRange(tar, 700, tar.length));
        byte[] frames = joined(first, skipped, second, skipped);
        assertEquals(Digest.sha256(tar), guarded.unpack(LayerTar.ZSTD, frames));
    }

    @Test
    void coversWhatComesAfterTheArchivesEnd() throws Exception {
        byte[] longer = Arrays.copyOf(tar, tar.length + 10240);
        longer[longer.length - 1] = 1;
        assertEquals(Digest.sha256(longer), guarded.unpack(LayerTar.GZIP, LayerTar.gzip(longer)));
    }

    @Test
    void isThatOfNothingForALayerWithoutAByte() throws Exception {
        byte[] nothing = {};
        assertEquals(Digest.sha256(nothing), guarded.unpack(LayerTar.GZIP, LayerTar.gzip(nothing)));
        byte[] empty = new LayerTar().bytes();
        assertEquals(Digest.sha256(empty), guarded.unpack(LayerTar.GZIP, LayerTar.gzip(empty)));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
