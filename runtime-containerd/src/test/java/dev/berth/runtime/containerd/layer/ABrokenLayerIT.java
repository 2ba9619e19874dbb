package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Layers whose bytes are not what they should be: refused, most before anything is unpacked. */
class ABrokenLayerIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    private final byte[] tar =
            new LayerTar().file("f", "hello".repeat(1000)).end().file("g", "x").end().bytes();

    @Test
    void thatIsNoArchiveIsRefused() throws Exception {
        String noHeader = "it has no tar header where one should be";
        for (String text : new String[] {"no gzip at all", "\u0000\u008b"}) {
            byte[] noise = text.repeat(300).getBytes(StandardCharsets.ISO_8859_1);
            assertEquals(noHeader, guarded.refusedUnwritten(LayerTar.GZIP, noise));
            assertEquals(noHeader, guarded.refusedUnwritten(LayerTar.GZIP, LayerTar.gzip(noise)));
            assertEquals(noHeader, guarded.refusedUnwritten(LayerTar.ZSTD, LayerTar.zstd(noise)));
        }
        byte[] noGzip = "\u001f\u008b".repeat(300).getBytes(StandardCharsets.ISO_8859_1);
        guarded.refusedUnwritten(LayerTar.GZIP, noGzip);
    }

    @Test
    void ofAnUnknownTypeIsRefusedByName() throws Exception {
        assertEquals(
                "its type application/x-unheard-of is unknown;"
                        + " layers are tar archives, plain or in gzip or zstd",
                guarded.refusedUnwritten("application/x-unheard-of", tar));
    }

    @Test
    void withAnotherDigestThanItSaysIsRefused() throws Exception {
        Descriptor right = LayerTar.write(guarded.blob(), LayerTar.PLAIN, tar);
        Digest wrongDigest = new Digest("sha256", "0".repeat(64));
        Descriptor wrong = Descriptor.of(right.mediaType(), wrongDigest, right.size());
        String message = guarded.refused(HOST.runtime(), wrong);
        assertTrue(message.contains(right.digest().toString()), message);
    }

    @Test
    void thatIsCutShortIsRefused() throws Exception {
        for (int length : new int[] {100, 700, 6000}) {
            byte[] cut = Arrays.copyOf(tar, length);
            assertEquals("its tar is cut short", guarded.refused(LayerTar.PLAIN, cut));
            assertEquals(
                    "its tar is cut short", guarded.refused(LayerTar.GZIP, LayerTar.gzip(cut)));
        }
        byte[] gzip = LayerTar.gzip(tar);
        byte[] zstd = LayerTar.zstd(tar);
        for (int left : new int[] {1, 4, 10, 30}) {
            guarded.refused(LayerTar.GZIP, Arrays.copyOf(gzip, gzip.length - left));
            assertEquals(
                    "its zstd is broken: Truncated source",
                    guarded.refused(LayerTar.ZSTD, Arrays.copyOf(zstd, zstd.length - left)));
        }
    }

    @Test
    void thatWasTamperedWithIsRefusedByItsChecksum() throws Exception {
        byte[] gzip = LayerTar.gzip(tar);
        gzip[gzip.length - 8] ^= 1;
        assertEquals("Corrupt GZIP trailer", guarded.refusedUnwritten(LayerTar.GZIP, gzip));
        byte[] zstd = LayerTar.zstd(tar);
        zstd[zstd.length - 1] ^= 1;
        String message = guarded.refusedUnwritten(LayerTar.ZSTD, zstd);
        assertTrue(message.startsWith("its zstd is broken: Restored data doesn't match"), message);
    }

    @Test
    void withSomethingElseAfterItIsRefused() throws Exception {
        assertEquals(
                "its zstd is broken: Unknown frame descriptor",
                guarded.refusedUnwritten(
                        LayerTar.ZSTD, with(LayerTar.zstd(tar), "something else")));
        // Java's own reader takes it for the end, containerd's does not.
        String message = guarded.refused(LayerTar.GZIP, with(LayerTar.gzip(tar), "something else"));
        assertTrue(message.contains("gzip: invalid header"), message);
    }

    @Test
    void thatGoesOnAfterAnEmptyBlockIsRefused() throws Exception {
        byte[] hidden = new LayerTar().raw(new byte[512]).file("f", "x").end().bytes();
        assertEquals(
                "its tar goes on after an empty block",
                guarded.refusedUnwritten(LayerTar.PLAIN, hidden));
    }

    @Test
    void whoseZstdNeedsMuchMemoryIsRefused() throws Exception {
        // A window of 2 GiB, and a frame in one piece of 4 EiB.
        byte[] window = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0, 0};
        byte[] piece = {
            0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xe0, 0, 0, 0, 0, 0, 0, 0, 0x40, 1, 0, 0
        };
        String why = "its zstd is broken: Frame requires too much memory for decoding";
        assertEquals(why, guarded.refusedUnwritten(LayerTar.ZSTD, window));
        assertEquals(why, guarded.refusedUnwritten(LayerTar.ZSTD, piece));
    }

    @Test
    void whoseZstdNeedsADictionaryIsRefused() throws Exception {
        byte[] dictionary = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x21, 7, 0, 1, 0, 0};
        String message = guarded.refusedUnwritten(LayerTar.ZSTD, dictionary);
        assertTrue(message.startsWith("its zstd is broken: Dictionary"), message);
    }

    private static byte[] with(byte[] start, String end) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(start);
        whole.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
