package dev.berth.shared.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyingStreamTest {
    private static final byte[] RIGHT = "right".getBytes(StandardCharsets.UTF_8);

    private static VerifyingStream stream(byte[] bytes) {
        return stream(bytes, Digest.sha256(RIGHT), RIGHT.length);
    }

    private static VerifyingStream stream(byte[] bytes, Digest digest, long size) {
        return new VerifyingStream(
                new ByteArrayInputStream(bytes),
                Optional.of(digest),
                size,
                how -> new IOException(how));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String failure(byte[] bytes) {
        return assertThrows(IOException.class, () -> stream(bytes).readAllBytes()).getMessage();
    }

    @Test
    void endsWhenAllIsRight() throws Exception {
        try (VerifyingStream stream = stream(RIGHT)) {
            assertArrayEquals(RIGHT, stream.readAllBytes());
            assertEquals(-1, stream.read());
        }
    }

    @Test
    void neverEndsWhenAByteIsWrongMissingOrTooMany() {
        assertTrue(failure(bytes("wrong")).startsWith("is not what its digest"));
        assertEquals("ended after 4 of 5 bytes", failure(bytes("righ")));
        assertEquals("goes on after its 5 bytes", failure(bytes("right!")));
        assertEquals("ended after 0 of 5 bytes", failure(new byte[0]));
    }

    @Test
    void keepsTheLastByteBackWhenAllIsNotRight() {
        ByteArrayOutputStream copied = new ByteArrayOutputStream();

        assertThrows(
                IOException.class,
                () -> {
                    VerifyingStream stream = stream(bytes("wrong"));
                    for (int i = 0; i < 5; i++) {
                        copied.write(stream.read());
                    }
                });

        assertEquals("wron", copied.toString(StandardCharsets.UTF_8));
    }

    @Test
    void staysWrongOnceItWas() {
        VerifyingStream stream = stream(bytes("wrong"));

        assertThrows(IOException.class, stream::readAllBytes);
        assertThrows(IOException.class, stream::read);
        assertThrows(IOException.class, () -> stream.skip(1));
    }

    @Test
    void countsWhatIsSkippedToo() throws Exception {
        assertEquals(5, stream(RIGHT).skip(10));
        assertThrows(IOException.class, () -> stream(bytes("wrong")).skip(10));
    }

    @Test
    void mayBeOfNothing() throws Exception {
        Digest nothing = Digest.sha256(new byte[0]);
        assertEquals(-1, stream(new byte[0], nothing, 0).read());
        assertThrows(IOException.class, () -> stream(RIGHT, nothing, 0).read());
        assertThrows(IOException.class, () -> stream(new byte[0], Digest.sha256(RIGHT), 0).read());
    }

    @Test
    void knowsTheLongerDigestsToo() throws Exception {
        String hex =
                "3be86f7ac2fe9ecb4e2b59cc4d0ebae5b8d1b2be3e2bd7f42d0a5b9c4d1d2d0f"
                        + "3be86f7ac2fe9ecb4e2b59cc4d0ebae5b8d1b2be3e2bd7f42d0a5b9c4d1d2d0f";
        Digest wrong = Digest.tryParse("sha512:" + hex).orElseThrow();
        Digest right = Digest.of("sha512", RIGHT);

        assertArrayEquals(RIGHT, stream(RIGHT, right, 5).readAllBytes());
        assertThrows(IOException.class, () -> stream(RIGHT, wrong, 5).readAllBytes());
        assertEquals(Optional.empty(), Digest.tryParse("sha512:" + hex.substring(1)));
    }
}
