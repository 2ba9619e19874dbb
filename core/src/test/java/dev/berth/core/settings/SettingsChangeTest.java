package dev.berth.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.error.SettingNotSettableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docker plugin set}, row by row. */
class SettingsChangeTest {
    private static final PluginConfig CONFIG =
            PluginConfigReader.read(
                    """
                    {"env":[{"name":"DEBUG","value":"0","settable":["value"]},
                            {"name":"FIXED","value":"1","settable":[]},
                            {"name":"NONE","settable":["value"]},
                            {"name":"a.b","value":"","settable":["value"]},
                            {"name":"BOTH","value":"","settable":["value","description"]}],
                     "mounts":[{"name":"m","source":"/old","settable":["source"]},
                               {"name":"open","settable":["source"]},
                               {"name":"shut","source":"/s"},
                               {"name":"odd","source":"/o","settable":["destination"]}],
                     "linux":{"devices":[{"name":"d","path":"/dev/old","settable":["path"]},
                                         {"name":"e","settable":["path"]}]},
                     "args":{"name":"args","value":["old"],"settable":["value"]}}
                    """
                            .getBytes(StandardCharsets.UTF_8));

    @Test
    void ofAVariableIsTakenInEveryForm() {
        assertEquals("DEBUG=v", env("DEBUG=v"));
        assertEquals("DEBUG=v", env("DEBUG.value=v"));
        assertEquals("DEBUG=", env("DEBUG"));
        assertEquals("DEBUG=", env("DEBUG="));
        assertEquals("DEBUG=a=b=c", env("DEBUG=a=b=c"));
        assertEquals("DEBUG=a.b", env("DEBUG=a.b"));
        assertEquals("DEBUG= a ", env("DEBUG= a "));
    }

    @Test
    void ofAVariableWithoutAValueMakesItAppear() {
        assertEquals(List.of("DEBUG=0", "FIXED=1", "a.b=", "BOTH="), set().env());
        assertEquals(List.of("DEBUG=0", "FIXED=1", "NONE=x", "a.b=", "BOTH="), set("NONE=x").env());
    }

    @Test
    void ofWhereAValueIsKeptIsShownAsItWasSet() {
        assertEquals("DEBUG.file=/run/x", set("DEBUG.file=/run/x").env().get(0));
        assertEquals("DEBUG.secret=db", set("DEBUG=1", "DEBUG.secret=db").env().get(0));
        assertEquals("DEBUG=1", set("DEBUG.secret=db", "DEBUG=1").env().get(0));
        assertEquals("DEBUG=0", set("DEBUG.secret=db", "DEBUG.file=").env().get(0));
        assertEquals("a.b.file=/run/x", set("a.b.file=/run/x").env().get(2));
    }

    @Test
    void ofWhereAValueIsKeptNeedsAVariableThatCanBeSet() {
        assertEquals("\"FIXED.value\" is not settable", refusal("FIXED.file=/run/x"));
        assertEquals("\"m.file\" is not settable", refusal("m.file=/run/x"));
        assertEquals("\"DEBUG.other\" is not settable", refusal("DEBUG.other=/run/x"));
    }

    @Test
    void ofANameWithADotIsUnderstood() {
        assertTrue(set("a.b=1").env().contains("a.b=1"));
        assertTrue(set("a.b.value=1").env().contains("a.b=1"));
    }

    @Test
    void ofAMountIsTakenInBothForms() {
        for (String setting : List.of("m=/x", "m.source=/x")) {
            assertEquals(Optional.of("/x"), set(setting).mounts().get(0).source());
            assertEquals(Optional.of("/s"), set(setting).mounts().get(2).source());
        }
    }

    @Test
    void ofADeviceIsTakenInBothForms() {
        for (String setting : List.of("d=/dev/x", "d.path=/dev/x")) {
            assertEquals(Optional.of("/dev/x"), set(setting).devices().get(0).path());
        }
    }

    @Test
    void ofTheArgumentsIsSplitAtEachSingleBlank() {
        assertEquals(List.of("old"), set().args());
        assertEquals(List.of("five", "", "six"), set("args=five  six").args());
        assertEquals(List.of("a", "b"), set("args.value=a b").args());
        assertEquals(List.of(""), set("args=").args());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FIXED=2|\"FIXED\" is not settable",
                "FIXED.value=2|\"FIXED.value\" is not settable",
                "DEBUG.description=x|\"DEBUG.description\" is not settable",
                "DEBUG.name=x|\"DEBUG.name\" is not settable",
                "BOTH=1|multiple fields are settable, one must be specified",
                "BOTH.description=1|\"BOTH.description\" is not settable",
                "open=/x|plugin config has no mount source",
                "open.source=/x|plugin config has no mount source",
                "shut=/x|\"shut\" is not settable",
                "m.destination=/x|\"m.destination\" is not settable",
                "odd.destination=/x|\"odd.destination\" is not settable",
                "odd=/x|\"odd\" is not settable",
                "e=/dev/x|plugin config has no device path",
                "d.name=x|\"d.name\" is not settable",
                "NOSUCH=1|setting \"NOSUCH\" not found in the plugin configuration",
                "x.y.c=1|setting \"x.y\" not found in the plugin configuration",
                "debug=1|setting \"debug\" not found in the plugin configuration",
                "=1|invalid format, must be <name>[.<field>][=<value>]",
                "``|\"\" is not settable",
            })
    void isRefusedWithDockersWords(String setting, String words) {
        String text = setting;
        SettingNotSettableException refusal =
                assertThrows(SettingNotSettableException.class, () -> set(text));
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        assertEquals(setting, refusal.setting());
    }

    @Test
    void isInForceWithAllOthersOrNotAtAll() {
        SettingOverrides before = change(SettingOverrides.NONE, "DEBUG=1");
        assertThrows(
                SettingNotSettableException.class,
                () -> change(before, "DEBUG=2", "m=/x", "NOSUCH=1"));
        assertEquals("DEBUG=1", before.over(CONFIG).env().get(0));
        assertEquals(Optional.of("/old"), before.over(CONFIG).mounts().get(0).source());
    }

    @Test
    void isOverriddenByALaterOne() {
        assertEquals("DEBUG=2", env("DEBUG=1", "DEBUG=2"));
        assertEquals(SettingOverrides.NONE, change(SettingOverrides.NONE));
    }

    @Test
    void isNotFoundAsArgumentsWhenTheConfigHasNone() {
        PluginConfig bare = PluginConfigReader.read("{}".getBytes(StandardCharsets.UTF_8));
        assertThrows(
                SettingNotSettableException.class,
                () -> new SettingsChange(bare).apply(SettingOverrides.NONE, List.of("args=a")));
    }

    private static String refusal(String setting) {
        return assertThrows(SettingNotSettableException.class, () -> set(setting)).getMessage();
    }

    private static String env(String... settings) {
        return set(settings).env().get(0);
    }

    private static PluginSettings set(String... settings) {
        return change(SettingOverrides.NONE, settings).over(CONFIG);
    }

    private static SettingOverrides change(SettingOverrides before, String... settings) {
        return new SettingsChange(CONFIG).apply(before, List.of(settings));
    }
}
