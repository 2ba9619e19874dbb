package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.shared.configuration.InvalidConfigurationException;
import dev.berth.testing.RecordingLog;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreFormTest {
    private final RecordingLog log = new RecordingLog();

    private RunningConfiguration running(String key, Object value) {
        return new RunningConfiguration(read(key, value), log.logger());
    }

    private CoreConfiguration read(String key, Object value) {
        return CoreForm.FORM.read(Map.of(key, value), log.logger()::error);
    }

    private void assertError(String words) {
        assertEquals(1, log.lines("error").size(), log.lines()::toString);
        assertTrue(
                log.lines("error").get(0).startsWith("dev.berth.core: " + words),
                log.lines()::toString);
    }

    @Test
    void hasTheStandardValuesAsItsDefaults() {
        RunningConfiguration running = running("live.restore", "true");

        assertEquals(SupervisionPolicy.standard().words(), running.supervision().words());
        assertEquals(
                ConfinementPolicy.standard().noNewPrivileges(),
                running.confinement().noNewPrivileges());
        assertTrue(running.liveRestore());
    }

    @Test
    void takesListsAsText() {
        assertArrayEquals(
                new String[] {"proc", "sysfs"},
                read("mount.types.allowed", "proc, sysfs").mount_types_allowed());
    }

    @Test
    void saysWhatAWordMustBe() {
        assertEquals(
                "connect",
                running("health.probe", "ping").supervision().words().get("health.probe"));
        assertError(
                "health.probe is \"ping\", and must be connect, http or none; \"connect\" holds");
    }

    @Test
    void saysWhichNumbersAWordTakes() {
        assertEquals(
                "10",
                running("crash.budget.count", 1001).supervision().words().get("crash.budget"));
        assertError("crash.budget.count is 1001, and must be a number from 0 to 1000; 10 holds");
    }

    /** The component runtime takes each word but true for false. */
    @Test
    void protectsPluginsInSpiteOfAMistake() {
        assertTrue(running("security.no.new.privileges", "yes").confinement().noNewPrivileges());
        assertError("security.no.new.privileges is \"yes\", and must be true or false; true holds");
    }

    @Test
    void hasADefaultForEachLimitOfCalls() {
        assertEquals(
                120, running("call.timeout.seconds", "2m").callLimits().deadline().toSeconds());
        assertError("call.timeout.seconds is \"2m\", and must be a whole number");
    }

    @Test
    void isNoneWithoutItsFolders() {
        assertThrows(InvalidConfigurationException.class, () -> read("root", " "));
        assertThrows(InvalidConfigurationException.class, () -> read("exec.root", "/x\0"));
    }
}
