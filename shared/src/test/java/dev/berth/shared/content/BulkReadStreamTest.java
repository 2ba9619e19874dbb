package dev.berth.shared.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkReadStreamTest {
    /** Remembers what it was asked for. */
    private static final class Recording extends BulkReadStream {
        private final ByteArrayInputStream bytes;
        private final List<Integer> reads = new ArrayList<>();

        Recording(int size) {
            byte[] content = new byte[size];
            for (int i = 0; i < size; i++) {
                content[i] = (byte) (255 - i);
            }
            bytes = new ByteArrayInputStream(content);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            reads.add(length);
            return bytes.read(buffer, offset, length);
        }
    }

    @Test
    void readsSingleBytesInItsOneWay() throws IOException {
        Recording stream = new Recording(2);
        assertEquals(List.of(255, 254, -1), List.of(stream.read(), stream.read(), stream.read()));
        assertEquals(List.of(1, 1, 1), stream.reads);
    }

    @Test
    void readsWhatIsSkipped() throws IOException {
        Recording stream = new Recording(200_000);
        stream.skipNBytes(199_999);
        assertEquals(List.of(65_536, 65_536, 65_536, 199_999 - 3 * 65_536), stream.reads);
        assertArrayEquals(new byte[] {(byte) (255 - 199_999)}, stream.readAllBytes());
        assertEquals(0, stream.skip(1));
        assertThrows(EOFException.class, () -> stream.skipNBytes(1));
    }

    @Test
    void readsNothingToSkipNothing() throws IOException {
        Recording stream = new Recording(1);
        assertEquals(List.of(0L, 0L), List.of(stream.skip(0), stream.skip(-1)));
        assertEquals(List.of(), stream.reads);
        assertEquals(1, stream.skip(Long.MAX_VALUE));
    }
}
