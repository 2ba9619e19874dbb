package dev.berth.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Plugin;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.testing.SamplePlugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class APluginFilterTest {
    private static final Plugin ENABLED = SamplePlugins.enabled("x");

    @Test
    void letsEverythingThroughWhenNothingIsAsked() throws CommandFailure {
        assertTrue(filter().test(ENABLED));
    }

    @Test
    void tellsEnabledFromDisabled() throws CommandFailure {
        assertTrue(filter("enabled=true").test(ENABLED));
        assertFalse(filter("enabled=false").test(ENABLED));
        assertTrue(filter("enabled=false", "enabled=true").test(ENABLED));
    }

    @Test
    void wantsAllCapabilitiesAmongThoseAskedFor() throws CommandFailure {
        assertTrue(filter("capability=volumedriver").test(ENABLED));
        assertTrue(filter("capability=authz", "capability=volumedriver").test(ENABLED));
        assertFalse(filter("capability=authz").test(ENABLED));
    }

    @Test
    void saysWhatIsWrongWithItself() {
        assertEquals("invalid filter 'x': write NAME=VALUE", refusal("x"));
        assertEquals("invalid filter 'name': use enabled or capability", refusal("name=x"));
        assertEquals("invalid filter 'enabled=maybe': use true or false", refusal("enabled=maybe"));
    }

    private static PluginFilter filter(String... texts) throws CommandFailure {
        return PluginFilter.parse(List.of(texts));
    }

    private static String refusal(String text) {
        return assertThrows(CommandFailure.class, () -> filter(text)).getMessage();
    }
}
