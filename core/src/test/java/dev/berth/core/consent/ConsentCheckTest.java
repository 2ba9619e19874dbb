package dev.berth.core.consent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plugin asks in Docker's words, and gets exactly what was consented to. */
class ConsentCheckTest {
    private static final PluginReference NAME = PluginReference.parse("x:1");
    private static final List<Privilege> ALL =
            of(
                    """
                    {"network":{"type":"host"},"ipchost":true,"pidhost":true,
                     "mounts":[{"source":"/a","destination":"/x","type":"bind",
                                "options":["rbind","ro"]},
                               {"source":"","destination":"/y","type":"bind"},
                               {"destination":"/z","type":"bind"},
                               {"source":"tmpfs","destination":"/t","type":"tmpfs",
                                "options":["size=1m"]}],
                     "linux":{"devices":[{"path":"/dev/fuse"},{}],"allowAllDevices":true,
                              "capabilities":["CAP_SYS_ADMIN","CAP_NET_ADMIN"]}}
                    """);

    @Test
    void isAskedForInDockersWordsAndOrder() {
        assertEquals(
                List.of(
                        one("network", "permissions to access a network", "host"),
                        one("host ipc namespace", "allow access to host ipc namespace", "true"),
                        one("host pid namespace", "allow access to host pid namespace", "true"),
                        one("mount", "host path to mount", "/a on /x type bind (ro,rbind)"),
                        one("mount", "host path to mount", "an empty folder on /y type bind (rw)"),
                        one("mount", "host path to mount", "tmpfs on /t type tmpfs (rw,size=1m)"),
                        one("device", "host device to access", "/dev/fuse"),
                        one("allow-all-devices", "allow 'rwm' access to all devices", "true"),
                        Privilege.of(
                                "capabilities",
                                "list of additional capabilities required",
                                List.of("CAP_SYS_ADMIN", "CAP_NET_ADMIN"))),
                ALL);
    }

    @Test
    void isNotAskedForWhatIsFree() {
        assertEquals(List.of(), of("{}"));
        for (String network : List.of("", "bridge", "null")) {
            assertEquals(List.of(), of("{\"network\":{\"type\":\"" + network + "\"}}"), network);
        }
        assertEquals(1, of("{\"network\":{\"type\":\"none\"}}").size());
        assertEquals(List.of(), of("{\"linux\":{\"capabilities\":[]},\"mounts\":[{}]}"));
    }

    @Test
    void passesInAnyOrder() {
        require(ALL, ALL);
        List<Privilege> reversed = new ArrayList<>(ALL);
        Collections.reverse(reversed);
        require(ALL, reversed);
        List<Privilege> turned = new ArrayList<>(ALL);
        turned.set(8, Privilege.of("capabilities", "", List.of("CAP_NET_ADMIN", "CAP_SYS_ADMIN")));
        require(ALL, turned);
        require(List.of(), List.of());
    }

    @Test
    void failsWhenOneIsMissingWhicheverItIs() {
        for (int i = 0; i < ALL.size(); i++) {
            List<Privilege> granted = new ArrayList<>(ALL);
            granted.remove(i);
            refuse(ALL, granted);
            refuse(granted, ALL);
        }
    }

    @Test
    void failsWhenOneHasAnotherNameWhicheverItIs() {
        for (int i = 0; i < ALL.size(); i++) {
            List<Privilege> granted = new ArrayList<>(ALL);
            granted.set(i, Privilege.of("other", "", ALL.get(i).value()));
            refuse(ALL, granted);
        }
    }

    @Test
    void failsWhenOneHasAnotherValueWhicheverItIs() {
        for (int i = 0; i < ALL.size(); i++) {
            String name = ALL.get(i).name();
            List<String> value = ALL.get(i).value();
            List<String> more = new ArrayList<>(value);
            more.add("more");
            for (List<String> other :
                    List.of(List.<String>of(), List.of("other"), more, twice(value))) {
                List<Privilege> granted = new ArrayList<>(ALL);
                granted.set(i, Privilege.of(name, "", other));
                refuse(ALL, granted);
            }
        }
    }

    @Test
    void failsWhenOneIsTwiceInsteadOfAnother() {
        for (int i = 0; i < ALL.size(); i++) {
            for (int j = 0; j < ALL.size(); j++) {
                List<Privilege> granted = new ArrayList<>(ALL);
                granted.set(i, ALL.get(j));
                if (i != j) {
                    refuse(ALL, granted);
                }
            }
        }
    }

    @Test
    void failsWhenValuesOnlyLookTheSame() {
        refuse(
                List.of(Privilege.of("capabilities", "", List.of("A", "B"))),
                List.of(Privilege.of("capabilities", "", List.of("A B"))));
        refuse(
                List.of(one("mount", "", "/a"), one("mount", "", "/b")),
                List.of(Privilege.of("mount", "", List.of("/a", "/b"))));
        refuse(List.of(one("mount", "", "/a")), List.of(one("mount", "", "/A")));
    }

    @Test
    void takesDockersFormOfBindMounts() {
        PluginConfig config =
                config(
                        """
                        {"mounts":[{"source":"/a","destination":"/x","type":"bind",
                                    "options":["rbind","rw"]},
                                   {"source":"t","destination":"/y","type":"tmpfs"}],
                         "pidhost":true}
                        """);
        Privilege pid = one("host pid namespace", "", "true");
        Privilege tmpfs = one("mount", "", "t");
        ConsentCheck.require(NAME, config, List.of(pid, one("mount", "", "/a"), tmpfs));
        ConsentCheck.require(NAME, config, RequiredPrivileges.of(config));
        for (String other : List.of("/b", "/a ", "", "/a on /x type bind (ro,rbind)")) {
            refuse(config, pid, one("mount", "", other), tmpfs);
        }
        refuse(config, pid, tmpfs);
        refuse(config, pid, RequiredPrivileges.of(config).get(1), tmpfs);
    }

    @Test
    void takesDockersFormOfNoOtherMount() {
        refuse(
                config(
                        """
                        {"mounts":[{"source":"/a","destination":"/x","type":"overlay",
                                    "options":["lowerdir=/etc:/root"]}]}
                        """),
                one("mount", "", "/a"));
        refuse(
                config(
                        """
                        {"mounts":[{"source":"/a","destination":"/x","type":"tmpfs",
                                    "options":["size=1m"]}]}
                        """),
                one("mount", "", "/a"));
    }

    private static void refuse(PluginConfig config, Privilege... granted) {
        assertThrows(
                PrivilegesNotGrantedException.class,
                () -> ConsentCheck.require(NAME, config, List.of(granted)));
    }

    private static List<String> twice(List<String> value) {
        List<String> twice = new ArrayList<>(value);
        twice.addAll(value);
        return twice;
    }

    private static void require(List<Privilege> required, List<Privilege> granted) {
        assertDoesNotThrow(() -> ConsentCheck.require(NAME, required, granted));
    }

    private static void refuse(List<Privilege> required, List<Privilege> granted) {
        PrivilegesNotGrantedException refusal =
                assertThrows(
                        PrivilegesNotGrantedException.class,
                        () -> ConsentCheck.require(NAME, required, granted));
        assertEquals(granted, refusal.granted());
        assertEquals(required, refusal.required());
    }

    private static Privilege one(String name, String description, String value) {
        return Privilege.of(name, description, List.of(value));
    }

    private static List<Privilege> of(String config) {
        return RequiredPrivileges.of(config(config));
    }

    private static PluginConfig config(String text) {
        return PluginConfigReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
