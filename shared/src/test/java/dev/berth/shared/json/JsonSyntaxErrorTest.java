package dev.berth.shared.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSyntaxErrorTest {
    private static final JsonMapper JACKSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|a value is expected, not the end, at line 1, column 1",
                "{|a name in double quotes is expected, not the end, at line 1, column 2",
                "{\"a\"|\":\" is expected, not the end, at line 1, column 5",
                "{\"a\":|a value is expected, not the end, at line 1, column 6",
                "{\"a\":1|\",\" or \"}\" is expected, not the end, at line 1, column 7",
                "{\"a\":[1|\",\" or \"]\" is expected, not the end, at line 1, column 8",
                "{\"a\":1,}|a name in double quotes is expected, not \"}\", at line 1, column 8",
                "{\"a\":1 \"b\":2}|\",\" or \"}\" is expected, not a quotation mark, at line 1,"
                        + " column 8",
                "{a:1}|a name in double quotes is expected, not \"a\", at line 1, column 2",
                "[1,]|a value is expected, not \"]\", at line 1, column 4",
                "{} {}|the end of the document is expected, not \"{\", at line 1, column 4",
                "{}}|the end of the document is expected, not \"}\", at line 1, column 3",
                "nonsense|a value is expected, not \"nonsense\", at line 1, column 1",
                "[True]|a value is expected, not \"True\", at line 1, column 2",
                "[01]|\",\" or \"]\" is expected, not \"1\", at line 1, column 3",
                "[-]|a digit is expected, not \"]\", at line 1, column 3",
                "[1.]|a digit is expected, not \"]\", at line 1, column 4",
                "[\"a|the closing quotation mark of a string is expected, not the end, at line 1,"
                        + " column 4",
                "[\"\\u12x4\"]|a hexadecimal digit is expected, not \"x4\", at line 1, column 7",
                "<html>|a value is expected, not \"<\", at line 1, column 1",
            })
    void saysWhatIsExpectedAndWhatIsThere(String text, String message) {
        assertEquals(message, JsonSyntaxError.of(text).orElseThrow().message());
    }

    @Test
    void countsLinesAndQuotesNothingRaw() {
        JsonSyntaxError error = JsonSyntaxError.of("{\r\n \"a\": 1,\n \u001b}").orElseThrow();
        assertEquals("line 3, column 2", error.place());
        assertEquals("\"\\u001b\"", error.found());
        assertTrue(
                JsonSyntaxError.of("[\"a\nb\"]")
                        .orElseThrow()
                        .message()
                        .contains("not the end of the line"));
        String found = JsonSyntaxError.of("x".repeat(100_000)).orElseThrow().found();
        assertTrue(found.length() < 100, found);
    }

    @Test
    void readsTextThatIsDeeperThanAnyStack() {
        String deep = "[".repeat(1_000_000);
        assertEquals(1_000_001, JsonSyntaxError.of(deep).orElseThrow().column());
        assertEquals(Optional.empty(), JsonSyntaxError.of(deep + "]".repeat(1_000_000)));
    }

    /** Whatever the parser refuses has an error here, and the other way round. */
    @Test
    void agreesWithTheParser() {
        List<String> parts =
                List.of(
                        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":", "1", "-0.5e+3", "0",
                        ".", "e", "-", "true", "null", "fals", " ", "\n", "\\", "\\u00e9", "\\n",
                        "\u0001", "\ufffd", "\u00e9", "\ufeff", "\uffff");
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(9); left >= 0; left--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            String json = text.toString();
            assertEquals(parses(json), JsonSyntaxError.of(json).isEmpty(), json);
        }
    }

    private static boolean parses(String text) {
        try {
            return !JACKSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
