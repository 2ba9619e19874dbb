package dev.berth.shared.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BulkFilterStreamTest {
    private static BulkFilterStream over(InputStream in) {
        return new BulkFilterStream(in) {};
    }

    @Test
    void letsAGzipReaderSeeThatAnotherMemberFollows() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String text : new String[] {"one", "two"}) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(members)) {
                gzip.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        }
        int first = members.size() / 2;
        byte[] all = members.toByteArray();
        InputStream oneMemberAtATime =
                new ByteArrayInputStream(all) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        return super.read(
                                buffer,
                                offset,
                                pos < first ? Math.min(length, first - pos) : length);
                    }
                };
        try (InputStream gzip = new GZIPInputStream(over(oneMemberAtATime))) {
            assertEquals("onetwo", new String(gzip.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void hasNoMarksThatGoRoundIt() {
        assertFalse(over(new ByteArrayInputStream(new byte[1])).markSupported());
    }

    @Test
    void closesItsSource() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        over(new InputStream() {
                    @Override
                    public int read() {
                        return -1;
                    }

                    @Override
                    public void close() {
                        closed.set(true);
                    }
                })
                .close();
        assertTrue(closed.get());
    }
}
