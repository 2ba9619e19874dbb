package dev.berth.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shared.json.JsonSyntaxError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are what Go 1.19 says of the same texts. */
class GoSyntaxErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|invalid character 'x' looking for beginning of value|1",
                "]|invalid character ']' looking for beginning of value|1",
                "{|unexpected EOF|2",
                "{x|invalid character 'x' looking for beginning of object key string|2",
                "{\"a\"}|invalid character '}' after object key|5",
                "{\"a\":1]|invalid character ']' after object key:value pair|7",
                "{\"a\":1,}|invalid character '}' looking for beginning of object key string|8",
                "{\"a\":}|invalid character '}' looking for beginning of value|6",
                "[1,]|invalid character ']' looking for beginning of value|4",
                "[1 2]|invalid character '2' after array element|4",
                "[\"\\x\"]|invalid character 'x' in string escape code|4",
                "[\"\\u00zz\"]|invalid character 'z' in \\u hexadecimal character escape|7",
                "[-]|invalid character ']' in numeric literal|3",
                "[\"\t\"]|invalid character '\\t' in string literal|3",
                "[\"a|unexpected EOF|4",
                "['a']|invalid character '\\'' looking for beginning of value|2",
                "[\u20ac]|invalid character '\\u20ac' looking for beginning of value|2"
            })
    void saysItInGosWords(String text, String words, int column) {
        assertEquals(
                "invalid JSON: %s, at line 1, column %d".formatted(words, column),
                GoSyntaxError.of(JsonSyntaxError.of(text).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"[] x, 4", "null null, 6"})
    void saysThatThereIsMore(String text, int column) {
        assertEquals(
                "unexpected content after JSON, at line 1, column " + column,
                GoSyntaxError.of(JsonSyntaxError.of(text).orElseThrow()));
    }
}
