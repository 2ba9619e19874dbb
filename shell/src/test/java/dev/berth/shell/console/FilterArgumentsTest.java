package dev.berth.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.shared.docker.PluginFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterArgumentsTest {
    @Test
    void areReadAsDockersClientReadsThem() throws CommandFailure {
        assertEquals(
                new PluginFilter(Optional.of(true), Set.of("volumedriver", "authz")),
                filter("enabled=1", " Capability = volumedriver ", "capability=authz"));
    }

    @Test
    void areNothingWhenThereIsNone() throws CommandFailure {
        assertEquals(new PluginFilter(Optional.empty(), Set.of()), filter());
    }

    @Test
    void areRefusedInDockersWords() {
        assertEquals(
                "invalid argument \"x\" for \"-f, --filter\" flag: bad format of filter (expected"
                        + " name=value)",
                refusal("x"));
        assertEquals("invalid filter 'name'; there are enabled and capability", refusal("name=x"));
        assertEquals(
                "invalid filter 'enabled=[maybe]'; it is true or false", refusal("enabled=maybe"));
    }

    private static PluginFilter filter(String... texts) throws CommandFailure {
        return FilterArguments.parse(List.of(texts));
    }

    private static String refusal(String text) {
        return assertThrows(CommandFailure.class, () -> filter(text)).getMessage();
    }
}
