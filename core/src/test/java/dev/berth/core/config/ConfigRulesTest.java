package dev.berth.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.InvalidPluginException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new config has one reading, and shows what it is. Installed ones are read all the same. */
class ConfigRulesTest {
    private static final ConfigRules RULES =
            new ConfigRules(new MountRules(Set::of), new SocketRules(Path.of("/run/berth"), 8));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"network\":{\"type\":\"host\"},\"Network\":{\"type\":\"bridge\"}}|Network",
                "{\"workdir\":\"/a\",\"workdir\":\"/b\"}|workdir",
                "{\"linux\":{\"capabilities\":[],\"CAPABILITIES\":[\"CAP_SYS_ADMIN\"]}}|CAPABILITIES",
                "{\"mounts\":[{\"type\":\"bind\",\"Type\":\"proc\"}]}|Type",
                "{\"mount\\u017f\":[],\"mounts\":[]}|mounts",
            })
    void namesAFieldThatIsThereTwice(String config, String field) {
        String refusal = refusal(config.getBytes(StandardCharsets.UTF_8));
        assertTrue(
                refusal.startsWith(
                        "failed to parse config: it has the field \"%s\" twice, at line 1, column "
                                .formatted(field)),
                refusal);
        assertDoesNotThrow(() -> PluginConfigReader.read(config.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isInUtf8() {
        String config = "{\"description\":\"d\"}";
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            String refusal = refusal(config.getBytes(Charset.forName(charset)));
            assertTrue(refusal.contains("JSON in UTF-8 is expected"), refusal);
        }
        byte[] marked = ("\ufeff" + config).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "failed to parse config: it is not JSON: a value is expected, not a byte order"
                        + " mark, at line 1, column 1",
                refusal(marked));
    }

    @Test
    void showsBytesThatAreNoCharactersAsWhatRuns() {
        byte[] latin1 = "{\"description\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("\ufffd", RULES.read(latin1).description());
    }

    @Test
    void showsHalvesOfSurrogatePairsAsWhatRuns() {
        String config = "{\"description\":\"a\\ud800\",\"workdir\":\"/\\udc00b\\ud83d\\ude00\"}";
        PluginConfig read = RULES.read(config.getBytes(StandardCharsets.UTF_8));
        assertEquals("a\ufffd", read.description());
        assertEquals("/\ufffdb\ud83d\ude00", read.workdir());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"description\":\"%s\"}",
                "{\"documentation\":\"%s\"}",
                "{\"workdir\":\"%s\"}",
                "{\"propagatedMount\":\"%s\"}",
                "{\"network\":{\"type\":\"%s\"}}",
                "{\"interface\":{\"types\":[\"%s\"]}}",
                "{\"interface\":{\"socket\":\"%s\"}}",
                "{\"interface\":{\"protocolScheme\":\"%s\"}}",
                "{\"mounts\":[{\"type\":\"bind\"},{\"type\":\"bind\",\"source\":\"%s\"}]}",
                "{\"mounts\":[{\"type\":\"bind\",\"destination\":\"%s\"}]}",
                "{\"mounts\":[{\"type\":\"bind\",\"name\":\"%s\"}]}",
                "{\"mounts\":[{\"type\":\"bind\",\"description\":\"%s\"}]}",
                "{\"mounts\":[{\"type\":\"bind\",\"settable\":[\"%s\"]}]}",
                "{\"mounts\":[{\"type\":\"%s\"}]}",
                "{\"mounts\":[{\"type\":\"bind\",\"options\":[\"%s\"]}]}",
                "{\"linux\":{\"capabilities\":[\"%s\"]}}",
                "{\"linux\":{\"devices\":[{\"name\":\"%s\"}]}}",
                "{\"linux\":{\"devices\":[{\"description\":\"%s\"}]}}",
                "{\"linux\":{\"devices\":[{\"settable\":[\"%s\"]}]}}",
                "{\"linux\":{\"devices\":[{\"path\":\"%s\"}]}}",
                "{\"env\":[{\"name\":\"%s\"}]}",
                "{\"env\":[{\"description\":\"%s\"}]}",
                "{\"env\":[{\"settable\":[\"%s\"]}]}",
                "{\"args\":{\"name\":\"%s\"}}",
                "{\"args\":{\"description\":\"%s\"}}",
                "{\"args\":{\"settable\":[\"%s\"]}}",
                "{\"rootfs\":{\"type\":\"%s\"}}",
                "{\"rootfs\":{\"diff_ids\":[\"%s\"]}}",
            })
    void isPrintable(String config) {
        for (String bad :
                List.of(
                        "\\n",
                        "\\r",
                        "\\t",
                        "\\u001b[1A",
                        "\\u009b2J",
                        "\\u007f",
                        "\\u202e",
                        "\\u2066",
                        "\\u200f",
                        "\\u200b",
                        "\\u2028",
                        "\\ufeff")) {
            String refusal = refusal(config.formatted("a" + bad).getBytes(StandardCharsets.UTF_8));
            assertTrue(refusal.contains("has characters that cannot be shown"), refusal);
            assertTrue(refusal.chars().allMatch(c -> c >= ' ' && c < 0x7f), refusal);
        }
        if (!config.contains("\"type\":\"%s\"") && !config.contains("options")) {
            byte[] good = config.formatted("日本 é").getBytes(StandardCharsets.UTF_8);
            assertDoesNotThrow(() -> RULES.read(good));
        }
    }

    @Test
    void namesASocketThatCannotBe() {
        byte[] config = "{\"interface\":{\"socket\":\"../x\"}}".getBytes(StandardCharsets.UTF_8);
        assertTrue(refusal(config).startsWith("interface.socket \"../x\" names no file"));
        assertDoesNotThrow(() -> PluginConfigReader.read(config));
    }

    @Test
    void mayHaveScriptsAndCertificates() {
        String config =
                "{\"entrypoint\":[\"sh\",\"-c\",\"a\\nb\"],\"args\":{\"value\":[\"x\\ty\"]},"
                        + "\"env\":[{\"name\":\"CERT\",\"value\":\"-----\\n-----\\n\"}]}";
        assertDoesNotThrow(() -> RULES.read(config.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "nonsense", "{\"description\":1}"})
    void isRefusedAsBeforeWhenItIsNoConfig(String config) {
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        String expected =
                assertThrows(InvalidPluginException.class, () -> PluginConfigReader.read(bytes))
                        .getMessage();
        assertEquals(expected, refusal(bytes));
    }

    private static String refusal(byte[] config) {
        return assertThrows(InvalidPluginException.class, () -> RULES.read(config)).getMessage();
    }
}
