package dev.berth.shared.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    @Test
    void readsWhatItWrites() throws Exception {
        JsonObject object =
                JsonObject.empty()
                        .with("text", "a\"\u0000\uD83D\uDE00")
                        .with("flags", Arrays.asList(true, false, null))
                        .with("number", Long.MAX_VALUE)
                        .with("share", 0.25)
                        .with("object", JsonObject.empty().with("map", Map.of("Key", "1")));
        JsonObject read = JsonCodec.parse(JsonCodec.write(object));
        assertEquals("a\"\u0000\uD83D\uDE00", read.textOrEmpty("text"));
        assertEquals(Arrays.asList(true, false, null), read.members().get("flags"));
        assertEquals(OptionalLong.of(Long.MAX_VALUE), read.number("number"));
        assertEquals(0.25, read.members().get("share"));
        assertEquals(Map.of("Key", "1"), read.object("object").orElseThrow().textMap("map"));
    }

    @Test
    void findsMembersInAnyCaseAndTakesTheLast() throws Exception {
        JsonObject read =
                parse("{\"err\":\"a\",\"ERR\":\"b\",\"Err\":\"c\",\"eRr\":\"d\",\"x\":1,\"x\":2}");
        assertEquals(Optional.of("d"), read.text("Err"));
        assertEquals(OptionalLong.of(2), read.number("X"));
    }

    @Test
    void takesTheLastAlsoOfANameThatComesBack() throws Exception {
        assertTrue(!parse("{\"Allow\":true,\"allow\":true,\"Allow\":false}").flag("Allow"));
        assertEquals(Optional.of("a"), parse("{\"Err\":\"a\",\"err\":null}").text("Err"));
    }

    @Test
    void takesNullForNothing() throws Exception {
        JsonObject read = parse("{\"a\":null,\"list\":[null,{}],\"map\":{\"k\":null,\"l\":\"v\"}}");
        assertEquals(Optional.empty(), read.text("a"));
        assertEquals(OptionalLong.empty(), read.number("a"));
        assertEquals(Optional.empty(), read.object("a"));
        assertEquals(List.of(), read.texts("a"));
        assertEquals(Map.of(), read.textMap("a"));
        assertEquals(1, read.objects("list").size());
        assertEquals(Map.of("l", "v"), read.textMap("map"));
        assertTrue(!read.flag("a") && !read.has("a"));
    }

    @Test
    void namesAMemberOfAnotherType() throws Exception {
        JsonObject read = parse("{\"a\":1,\"b\":\"x\",\"c\":[1],\"d\":1.5,\"e\":1e30,\"f\":{}}");
        assertEquals("\"a\" is a number, not a string", wrong(() -> read.text("a")));
        assertEquals("\"b\" is a string, not a boolean", wrong(() -> read.flag("b")));
        assertEquals("\"b\" is a string, not an object", wrong(() -> read.object("b")));
        assertEquals("\"c\" is a number, not a string", wrong(() -> read.texts("c")));
        assertEquals("\"c\" is a number, not an object", wrong(() -> read.objects("c")));
        assertEquals("\"f\" is an object, not a list", wrong(() -> read.texts("f")));
        for (String number : List.of("d", "e")) {
            assertTrue(wrong(() -> read.number(number)).contains("whole number of 64 bits"));
        }
    }

    private static String wrong(org.junit.jupiter.api.function.Executable reading) {
        return assertThrows(InvalidMessageException.class, reading).getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "null",
                "\"a\"",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":[",
                "{\"a\":[1",
                "{} {}",
                "{}x",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}"
            })
    void refusesWhatIsNoObject(String text) {
        assertThrows(IOException.class, () -> parse(text));
    }

    @Test
    void refusesWhatIsTooDeep() {
        int depth = 100_000;
        String text = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        assertThrows(IOException.class, () -> parse(text));
    }

    @Test
    void writesNothingThatIsNoJson() {
        for (Object value : List.of(Double.NaN, Float.POSITIVE_INFINITY, new Object())) {
            JsonObject object = JsonObject.empty().with("a", value);
            assertThrows(IllegalArgumentException.class, () -> JsonCodec.write(object));
        }
    }

    private static JsonObject parse(String text) throws IOException {
        return JsonCodec.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
