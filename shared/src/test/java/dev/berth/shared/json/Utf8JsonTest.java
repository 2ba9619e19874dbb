package dev.berth.shared.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8JsonTest {

    @Test
    void isUtf8() throws Exception {
        assertEquals(
                "{\"é\":\"😀\"}", Utf8Json.of("{\"é\":\"😀\"}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("", Utf8Json.of(new byte[0]));
    }

    @Test
    void isNothingElse() {
        List<String> others = List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");
        for (String charset : others) {
            assertEquals("it is not in UTF-8", refusal("{}".getBytes(Charset.forName(charset))));
        }
        assertEquals("it is not in UTF-8", refusal(new byte[] {'{', (byte) 0xe9, '}'}));
        assertEquals(
                "it is not in UTF-8", refusal(new byte[] {(byte) 0xc0, (byte) 0xaf}), "overlong");
        assertEquals(
                "it is not in UTF-8",
                refusal(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}),
                "half of a pair");
    }

    @Test
    void hasNoByteOrderMark() {
        assertEquals(
                "it begins with a byte order mark",
                refusal("\ufeff{}".getBytes(StandardCharsets.UTF_8)));
    }

    private static String refusal(byte[] document) {
        return assertThrows(AmbiguousJsonException.class, () -> Utf8Json.of(document)).getMessage();
    }
}
