package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LostCapabilitiesTest {
    private static final byte[] CAPABILITY = {1, 0, 0, 2, (byte) 0x80};

    private final LayerTar tar = new LayerTar();

    @Test
    void isThatOfAFileWithAHardLinkAfterIt() throws IOException {
        tar.file("a/f", "x").xattr("security.capability", CAPABILITY).end();
        tar.hardLink("./a/g", "/a/f").end();
        LostCapabilities.Lost lost = lost().get(0);
        assertEquals("a/f a/g", lost.file() + " " + lost.link());
        assertArrayEquals(CAPABILITY, lost.capability().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void isLostOnceForManyLinks() throws IOException {
        tar.file("f", "x").xattr("security.capability", CAPABILITY).end();
        tar.hardLink("g", "f").end().hardLink("h", "g").end();
        assertEquals(1, lost().size());
        assertEquals("f h", lost().get(0).file() + " " + lost().get(0).link());
    }

    @Test
    void isNotThatOfALinkThatCarriesItToo() throws IOException {
        tar.file("f", "x").xattr("security.capability", CAPABILITY).end();
        tar.hardLink("g", "f").xattr("security.capability", CAPABILITY).end();
        assertEquals(List.of(), lost());
    }

    @Test
    void isNotThatOfAFileThatIsReplacedLater() throws IOException {
        tar.file("f", "x").xattr("security.capability", CAPABILITY).end();
        tar.hardLink("g", "f").end().file("f", "y").end();
        assertEquals(List.of(), lost());
    }

    @Test
    void isNotThatOfAFileWithoutLinks() throws IOException {
        tar.file("f", "x").xattr("security.capability", CAPABILITY).end();
        tar.file("g", "y").end().hardLink("h", "g").end();
        assertEquals(List.of(), lost());
    }

    private List<LostCapabilities.Lost> lost() throws IOException {
        LostCapabilities capabilities = new LostCapabilities();
        TarReader reader =
                new TarReader(
                        new ByteArrayInputStream(tar.bytes()),
                        ContainerdHost.DEFAULTS::checkExtension);
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            capabilities.accept(e.get());
        }
        return capabilities.list();
    }
}
