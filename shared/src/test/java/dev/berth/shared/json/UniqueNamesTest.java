package dev.berth.shared.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueNamesTest {
    private static final JsonFactory JSON = new JsonFactory();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2}|a",
                "{\"network\":{},\"Network\":{}}|Network",
                "{\"x\":[{\"b\":1},{\"b\":1,\"c\":[],\"B\":2}]}|B",
                "{\"mount\\u017f\":1,\"mounts\":2}|mounts",
                "{\"\\u212aey\":1,\"key\":2}|key",
                "{\"annotations\":{\"a\":1,\"a\":2}}|a",
                "{\"x\":{\"annotations\":1,\"ANNOTATIONS\":2}}|ANNOTATIONS",
            })
    void namesWhatIsThereTwice(String json, String name) {
        InvalidJsonException refusal = assertThrows(InvalidJsonException.class, () -> walk(json));
        assertTrue(
                refusal.getMessage()
                        .startsWith("it has the field \"" + name + "\" twice, at line 1, column "),
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{\"a\":{\"a\":{\"A\":1}},\"b\":[{\"a\":1},{\"a\":1}]}",
                "{\"annotations\":{\"a\":1,\"A\":2}}",
            })
    void takesTheSameNameInOtherObjects(String json) {
        assertDoesNotThrow(() -> walk(json));
    }

    @Test
    void quotesNothingRaw() {
        InvalidJsonException refusal =
                assertThrows(
                        InvalidJsonException.class,
                        () -> walk("{\"\\u001b[2J\":1,\"\\u001b[2j\":2}"));
        assertEquals(
                "it has the field \"\\u001b[2j\" twice, at line 1, column 16",
                refusal.getMessage());
    }

    private static void walk(String json) throws IOException {
        UniqueNames names = new UniqueNames(Set.of("annotations"));
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                names.take(parser);
            }
        }
    }
}
