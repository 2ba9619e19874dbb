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

    /** The right values are what {@code encoding/json} of Go 1.19 made of these bytes. */
    @Test
    void replacesEachByteThatIsNoCharacterAsGoDoes() {
        assertEquals("caf\ufffd!", replaced(0x63, 0x61, 0x66, 0xe9, 0x21));
        assertEquals("\ufffd\ufffd!", replaced(0xe2, 0x82, 0x21));
        assertEquals("\ufffd\ufffd\ufffd", replaced(0xed, 0xa0, 0x80));
        assertEquals("\ufffd\ufffd", replaced(0xc0, 0xaf));
        assertEquals("\ufffd\ufffd\ufffd\ufffd", replaced(0xf4, 0x90, 0x80, 0x80));
        assertEquals("\ufffd\ufffd", replaced(0xf0, 0x9f));
        assertEquals("\ufffd\u00e9", replaced(0xe2, 0xc3, 0xa9));
        assertEquals("\u00e9", replaced(0xc3, 0xa9));
    }

    private static String replaced(int... bytes) {
        byte[] document = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            document[i] = (byte) bytes[i];
        }
        return Utf8Json.replaced(document);
    }

    private static String refusal(byte[] document) {
        return assertThrows(InvalidJsonException.class, () -> Utf8Json.of(document)).getMessage();
    }
}
