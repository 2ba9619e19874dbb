package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.configuration.InvalidConfigurationException;
import dev.berth.testing.RecordingLog;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFormTest {
    private final RecordingLog log = new RecordingLog();

    private EngineConfiguration read(String key, Object value) {
        return EngineForm.FORM.read(Map.of(key, value), log.logger()::error);
    }

    @Test
    void takesListsAsText() {
        assertArrayEquals(
                new String[] {"unix:///a", "tcp://[::1]:1"},
                read("hosts", "unix:///a, tcp://[::1]:1").hosts());
        assertArrayEquals(
                new String[] {"a", "b"},
                read("authorization.plugins", "a,b").authorization_plugins());
    }

    /** Without one of these the API would be open to others than it should, or to nobody. */
    @ParameterizedTest
    @CsvSource({
        "hosts, nonsense, 'dev.berth.engine: hosts is \"nonsense\", and must be unix:///PATH or"
                + " tcp://HOST:PORT (\"nonsense\" is no address)'",
        "hosts, tcp://h:x, must be unix:///PATH or tcp://HOST:PORT",
        "tcp.address, h, must be HOST:PORT",
        "tls.mode, maybe, 'tls.mode is \"maybe\", and must be verify, encrypt or off'",
    })
    void doesNotListenWithout(String key, String value, String message) {
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> read(key, value));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void saysNothingOfItsOwnCode() {
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> read("tls.mode", "maybe"));
        assertEquals(
                "dev.berth.engine: tls.mode is \"maybe\", and must be verify, encrypt or off",
                e.getMessage());
    }

    @Test
    void keepsTheDefaultOfALimit() {
        assertEquals(256, read("requests.max.count", "many").requests_max_count());
        assertTrue(
                log.has(
                        "dev.berth.engine: requests.max.count is \"many\", and must be a whole"
                                + " number from 1 to 2147483647; 256 holds in its place"));
    }

    @Test
    void givesNoPrivilegeByAMistake() {
        assertTrue(read("socket", "/s").settings_new_privileges());
        assertFalse(read("settings.new.privileges", "no").settings_new_privileges());
        assertTrue(log.has("settings.new.privileges is \"no\", and must be true or false"));
    }
}
