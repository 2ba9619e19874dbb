package dev.berth.plugin.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.TaskExit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What each error says to a person, and keeps for a program. */
class PluginExceptionTest {
    private static final Privilege NETWORK = Privilege.of("network", "d", List.of("host"));
    private static final Privilege CAPS = Privilege.of("capabilities", "d", List.of("A", "B"));

    @Test
    void tellsWhatIsAskedForAndWhatWasGranted() {
        PrivilegesNotGrantedException error =
                new PrivilegesNotGrantedException("x:1", List.of(NETWORK, CAPS), List.of(NETWORK));
        assertEquals(
                "incorrect privileges: plugin x:1 asks for network [host], capabilities [A B], and"
                        + " network [host] was granted; look at its privileges and grant exactly"
                        + " those",
                error.getMessage());
        assertEquals("x:1", error.reference());
        assertEquals(List.of(NETWORK, CAPS), error.required());
        assertEquals(List.of(NETWORK), error.granted());
    }

    @Test
    void tellsOfNothingAskedForAndNothingGranted() {
        String nothingGranted =
                new PrivilegesNotGrantedException("x:1", List.of(CAPS), List.of()).getMessage();
        assertTrue(nothingGranted.contains("and none were granted"), nothingGranted);
        String nothingAsked =
                new PrivilegesNotGrantedException("x:1", List.of(), List.of(NETWORK, CAPS))
                        .getMessage();
        assertTrue(nothingAsked.contains("asks for none, and network [host],"), nothingAsked);
        assertTrue(nothingAsked.contains("were granted"), nothingAsked);
    }

    @Test
    void tellsWhichIdsAPrefixMeans() {
        List<String> ids = new ArrayList<>(List.of("ab1", "ab2"));
        AmbiguousPluginException error = new AmbiguousPluginException("ab", ids);
        ids.clear();
        assertEquals(
                "multiple plugins found for \"ab\": ab1, ab2; use more digits", error.getMessage());
        assertEquals(List.of("ab1", "ab2"), error.ids());
        assertEquals("ab", error.prefix());
    }

    @Test
    void tellsWhatAPluginCanDoInstead() {
        InadequateCapabilityException error =
                new InadequateCapabilityException(
                        "x:1", Capability.VOLUME_DRIVER, List.of(Capability.AUTHZ));
        assertEquals(
                "plugin x:1 does not provide \"docker.volumedriver/1.0\"; it provides"
                        + " [docker.authz/1.0]",
                error.getMessage());
        assertEquals(Capability.VOLUME_DRIVER, error.required());
        assertEquals(List.of(Capability.AUTHZ), error.offered());
        assertEquals("x:1", error.name());
    }

    @Test
    void tellsHowAProcessEndedAndWhatItSaidLast() {
        PluginRuntimeException error =
                new PluginRuntimeException("x:1 ended with 3", 3, List.of("no key", "bye"));
        assertEquals("x:1 ended with 3\n  no key\n  bye", error.getMessage());
        assertEquals(OptionalInt.of(3), error.exitCode());
        assertEquals(List.of("no key", "bye"), error.lastOutput());
        assertEquals("silent", new PluginRuntimeException("silent", 1, List.of()).getMessage());
        assertEquals(OptionalInt.empty(), new PluginRuntimeException("r", null).exitCode());
        assertEquals(List.of(), new PluginRuntimeException("r", null).lastOutput());
        TaskExit starved = TaskExit.of(137).withOutOfMemory(true);
        assertEquals(
                Optional.of(starved), PluginRuntimeException.ended("it ended", starved).exit());
        assertEquals(Optional.empty(), new PluginRuntimeException("r", null).exit());
    }

    @Test
    void tellsWhoUsesAPlugin() {
        PluginInUseException error = new PluginInUseException("x:1", List.of("vol a", "vol b"));
        assertEquals("plugin x:1 is in use by vol a, vol b", error.getMessage());
        assertEquals(List.of("vol a", "vol b"), error.holders());
    }

    @Test
    void tellsDockersWordsWhereClientsKnowThem() {
        assertEquals("plugin \"N\" not found", new PluginNotFoundException("N").getMessage());
        assertEquals(
                "plugin n:1 found but disabled", new PluginDisabledException("n:1").getMessage());
        assertTrue(
                new PluginEnabledException("n:1").getMessage().startsWith("plugin n:1 is enabled"));
        assertTrue(
                new PluginAlreadyExistsException("n:1")
                        .getMessage()
                        .startsWith("plugin n:1 already exists"));
    }

    @Test
    void tellsWhichCallFailedAndHow() {
        PluginCallException error =
                new PluginCallException(
                        "x:1",
                        "VolumeDriver.Get",
                        PluginCallException.Reason.FAILED,
                        OptionalInt.of(500),
                        "no such volume",
                        null);
        assertEquals("plugin x:1: VolumeDriver.Get: no such volume", error.getMessage());
        assertEquals(OptionalInt.of(500), error.status());
        assertEquals("VolumeDriver.Get", error.method());
        assertEquals("x:1", error.plugin());
    }
}
