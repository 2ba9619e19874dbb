package dev.berth.registry.host;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorHostsTest {
    @ParameterizedTest
    @ValueSource(strings = {"x", "=m", "a=b=c", "a=http://m", "a="})
    void refusesWhatIsNoMirror(String mirror) {
        assertThrows(IllegalArgumentException.class, () -> new MirrorHosts(List.of(mirror)));
    }
}
