package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.SettingNotSettableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user has set is part of what was consented to; what another version makes of it is not.
 */
class ChangedRightsTest {
    private static final String SETTABLE = "\"settable\":[\"source\"],";
    private static final String DEVICE =
            "{\"name\":\"d\",\"settable\":[\"path\"],\"path\":\"/dev/null\"}";

    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
        host.registry.add("x:1", config(SETTABLE, "/a", "/m", "ro", DEVICE), "one");
        List<Privilege> asked = host.manager.privileges(ManagerHost.request("x:1")).await();
        host.manager.install(granting("x:1", asked), ProgressListener.NONE).await();
        host.manager.set("x:1", List.of("state.source=/data", "d.path=/dev/fuse")).await();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void asksForNothingWhenWhatWasSetStaysTheSame() throws Exception {
        host.registry.add("x:2", config(SETTABLE, "/b", "/m", "ro", DEVICE), "two");
        assertEquals(List.of(), newRights("x:2"));
        Plugin upgraded = upgrade("x:2", List.of());
        assertEquals(Optional.of("/data"), upgraded.settings().mounts().get(0).source());
        assertEquals(Optional.of("/dev/fuse"), upgraded.settings().devices().get(0).path());
    }

    @Test
    void takesTheConsentOfAClientThatWasShownThePublishedValues() throws Exception {
        host.registry.add("x:2", config(SETTABLE, "/b", "/m", "ro", DEVICE), "two");
        List<Privilege> published = host.manager.privileges(ManagerHost.request("x:2")).await();
        assertEquals("/b on /m type bind (ro,rbind)", published.get(0).value().get(0));
        upgrade("x:2", published);
        host.registry.add("x:3", config(SETTABLE, "/b", "/m", "rw", DEVICE), "three");
        List<Privilege> writable = host.manager.privileges(ManagerHost.request("x:3")).await();
        PrivilegesNotGrantedException refusal =
                assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:3", writable));
        assertEquals(
                List.of("/data on /m type bind (rw,rbind)"), refusal.required().get(0).value());
        assertThrows(
                PrivilegesNotGrantedException.class,
                () -> upgrade("x:3", List.of(one("/b"), one("device", "/dev/null"))));
    }

    @Test
    void asksForWhatTheNewVersionMakesOfWhatWasSet() throws Exception {
        host.registry.add("x:2", config(SETTABLE, "/b", "/etc", "rw", DEVICE), "two");
        List<Privilege> more = newRights("x:2");
        assertEquals(List.of(one("/data on /etc type bind (rw,rbind)")), more);
        assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:2", List.of()));
        assertEquals(
                Optional.of("/data"), upgrade("x:2", more).settings().mounts().get(0).source());
    }

    @Test
    void forgetsWhatTheNewVersionNoLongerLetsBeSet() throws Exception {
        String fixed = DEVICE.replace("\"settable\":[\"path\"],", "");
        host.registry.add("x:2", config("", "/etc", "/m", "ro", fixed), "two");
        List<Privilege> more = newRights("x:2");
        assertEquals(
                List.of(one("/etc on /m type bind (ro,rbind)"), one("device", "/dev/null")), more);
        assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:2", List.of()));
        Plugin upgraded = upgrade("x:2", more);
        assertEquals(Optional.of("/etc"), upgraded.settings().mounts().get(0).source());
        assertEquals(Optional.of("/dev/null"), upgraded.settings().devices().get(0).path());
        host = host.restarted(false);
        assertEquals(
                Optional.of("/etc"), host.manager.find("x:1").settings().mounts().get(0).source());
    }

    @Test
    void isTheSameAfterARollbackToAVersionThatDoesNotLetItBeSet() throws Exception {
        host.registry.add("y:1", config("", "/etc", "/m", "ro", DEVICE), "y");
        host.registry.add("y:2", config(SETTABLE, "/b", "/m", "ro", DEVICE), "y2");
        List<Privilege> asked = host.manager.privileges(ManagerHost.request("y:1")).await();
        host.manager.install(granting("y:1", asked), ProgressListener.NONE).await();
        InstallRequest second =
                granting("y:2", host.manager.privileges(ManagerHost.request("y:2")).await());
        host.manager.upgrade("y:1", second, ProgressListener.NONE).await();
        host.manager.set("y:1", List.of("state.source=/root")).await();
        Plugin back = host.manager.rollback("y:1", RollbackOptions.DEFAULT).await();
        assertEquals(Optional.of("/etc"), back.settings().mounts().get(0).source());
    }

    @Test
    void isAskedForWhatASettingGives() throws Exception {
        List<String> settings = List.of("state.source=/", "d.path=/dev/mem");
        List<Privilege> more = host.manager.settingPrivileges("x:1", settings).await();
        assertEquals(List.of(one("/ on /m type bind (ro,rbind)"), one("device", "/dev/mem")), more);
        Plugin before = host.manager.find("x:1");
        for (List<Privilege> granted : List.of(List.<Privilege>of(), more.subList(0, 1))) {
            assertThrows(
                    PrivilegesNotGrantedException.class,
                    () -> host.manager.set("x:1", settings, granted).await());
        }
        assertEquals(before, host.manager.find("x:1"));
        Plugin after = host.manager.set("x:1", settings, more).await();
        assertEquals(Optional.of("/"), after.settings().mounts().get(0).source());
        assertEquals(List.of(), host.manager.settingPrivileges("x:1", settings).await());
        host.manager.set("x:1", settings, List.of()).await();
    }

    @Test
    void isNotAskedForOtherSettings() throws Exception {
        assertEquals(
                List.of(),
                host.manager.settingPrivileges("x:1", List.of("@health.interval=7s")).await());
        host.manager.set("x:1", List.of("@health.interval=7s"), List.of()).await();
        assertThrows(
                SettingNotSettableException.class,
                () -> host.manager.settingPrivileges("x:1", List.of("none=1")).await());
    }

    @Test
    void isAskedForAgainAfterItWasTakenBack() throws Exception {
        host.manager.set("x:1", List.of("state.source=/a")).await();
        assertEquals(
                List.of(one("/data on /m type bind (ro,rbind)")),
                host.manager.settingPrivileges("x:1", List.of("state.source=/data")).await());
    }

    private List<Privilege> newRights(String reference) throws InterruptedException {
        return host.manager.newPrivileges("x:1", ManagerHost.request(reference)).await();
    }

    private Plugin upgrade(String reference, List<Privilege> granted) throws InterruptedException {
        return host.manager
                .upgrade("x:1", granting(reference, granted), ProgressListener.NONE)
                .await();
    }

    private static InstallRequest granting(String reference, List<Privilege> privileges) {
        return InstallRequest.of(PluginReference.parse(reference)).withPrivileges(privileges);
    }

    private static Privilege one(String mount) {
        return Privilege.of("mount", "host path to mount", List.of(mount));
    }

    private static Privilege one(String name, String value) {
        return Privilege.of(name, "host device to access", List.of(value));
    }

    private static String config(
            String settable, String source, String destination, String access, String device) {
        return """
        {"interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
         "mounts":[{"name":"state",%s"source":"%s","destination":"%s","type":"bind",
                    "options":["rbind","%s"]}],
         "linux":{"devices":[%s]}}
        """
                .formatted(settable, source, destination, access, device);
    }
}
