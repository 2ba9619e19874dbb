package dev.berth.shared.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.ConfigFixture;
import dev.berth.testing.plugin.PluginFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFilterTest {
    private static final Plugin VOLUME = with("docker.volumedriver/1.0");
    private static final Plugin BOTH =
            with("docker.volumedriver/1.0", "docker.authz/1.0", "nonsense");
    private static final Plugin NONE = with();
    private static final Plugin ASKED = PluginFixture.of("x").in(PluginState.ENABLING);
    private static final Plugin NOT_ASKED = PluginFixture.of("x").in(PluginState.DISABLED);

    @Test
    void letsEverythingThroughWhenNothingIsAsked() throws Exception {
        assertTrue(filter(Map.of()).test(ASKED));
        assertTrue(filter(Map.of()).test(NOT_ASKED));
        assertTrue(filter("capability").test(NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "true", "True", "TRUE"})
    void wantsWhatTheUserAskedToBeEnabled(String value) throws Exception {
        assertTrue(filter("enabled", value).test(ASKED));
        assertFalse(filter("enabled", value).test(NOT_ASKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "false", "False", "FALSE"})
    void wantsWhatTheUserDidNotAskToBeEnabled(String value) throws Exception {
        assertFalse(filter("enabled", value).test(ASKED));
        assertTrue(filter("enabled", value).test(NOT_ASKED));
    }

    @Test
    void takesBothValuesAndNoneForTrue() throws Exception {
        assertTrue(filter("enabled", "true", "false").test(ASKED));
        assertFalse(filter("enabled", "true", "false").test(NOT_ASKED));
        assertFalse(filter("enabled").test(NOT_ASKED));
    }

    @Test
    void wantsOneOfThePluginsCapabilities() throws Exception {
        assertTrue(filter("capability", "volumedriver").test(VOLUME));
        assertTrue(filter("capability", "volumedriver").test(BOTH));
        assertTrue(filter("capability", "authz").test(BOTH));
        assertTrue(filter("capability", "authz", "logdriver").test(BOTH));
        assertFalse(filter("capability", "authz").test(VOLUME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volumedriver", "", "nonsense", ".*"})
    void findsNoCapabilityInAPluginWithoutAny(String capability) throws Exception {
        assertFalse(filter("capability", capability).test(NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VolumeDriver", "volume", ".", "nonsense", ""})
    void comparesWholeNames(String capability) throws Exception {
        assertFalse(filter("capability", capability).test(BOTH));
    }

    @Test
    void saysWhatIsWrongWithIt() {
        assertEquals(
                "invalid filter 'name'; there are enabled and capability",
                refusal(Map.of("name", Set.of("x"))));
        assertEquals(
                "invalid filter 'enabled=[maybe]'; it is true or false",
                refusal(Map.of("enabled", Set.of("maybe"))));
        assertEquals(
                "invalid filter 'enabled=[]'; it is true or false",
                refusal(Map.of("enabled", Set.of(""))));
    }

    private static Plugin with(String... types) {
        return PluginFixture.of("x").withConfig(new ConfigFixture().types(List.of(types)));
    }

    private static PluginFilter filter(String name, String... values) throws Exception {
        return filter(Map.of(name, Set.of(values)));
    }

    private static PluginFilter filter(Map<String, Set<String>> values) throws Exception {
        return PluginFilter.of(values);
    }

    private static String refusal(Map<String, Set<String>> values) {
        return assertThrows(InvalidFilterException.class, () -> filter(values)).getMessage();
    }
}
