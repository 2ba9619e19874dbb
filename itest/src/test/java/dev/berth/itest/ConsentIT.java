package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** A plugin gets what the user has consented to, all of it and nothing else, or is not there. */
public class ConsentIT extends FrameworkTestBase {
    private PluginReference reference;
    private List<Privilege> asked;

    @Before
    public void aPluginThatAsksForALot() {
        PluginSource greedy =
                PluginSource.idle()
                        .withConfig(
                                """
                                {"interface": {"types": ["docker.volumedriver/1.0"],
                                               "socket": "greedy.sock"},
                                 "entrypoint": ["/greedy"],
                                 "network": {"type": "host"},
                                 "pidhost": true,
                                 "ipchost": true,
                                 "mounts": [{"name": "a", "source": "/srv/a", "type": "bind",
                                             "destination": "/a", "options": ["bind"]},
                                            {"name": "b", "source": "/srv/b", "type": "bind",
                                             "destination": "/b", "options": ["bind"]}],
                                 "linux": {"allowAllDevices": true,
                                           "devices": [{"name": "fuse", "path": "/dev/fuse"}],
                                           "capabilities": ["CAP_SYS_ADMIN", "CAP_NET_ADMIN"]}}
                                """);
        reference = new PluginsInTheRegistry(manager).published("berth/greedy", greedy);
        asked = OperationOutcome.of(manager.privileges(InstallRequest.of(reference)));
    }

    @Test
    public void everythingThatItAsksForIsShown() {
        List<String> shown = asked.stream().map(each -> each.name() + " " + each.value()).toList();
        assertEquals(
                List.of(
                        "network [host]",
                        "host ipc namespace [true]",
                        "host pid namespace [true]",
                        "mount [/srv/a on /a type bind (rw,bind)]",
                        "mount [/srv/b on /b type bind (rw,bind)]",
                        "device [/dev/fuse]",
                        "allow-all-devices [true]",
                        "capabilities [CAP_SYS_ADMIN, CAP_NET_ADMIN]"),
                shown);
    }

    @Test
    public void withheldInstallsNothing() {
        PrivilegesNotGrantedException failure = refused(List.of());
        assertEquals(asked, failure.required());
        assertEquals(List.of(), failure.granted());
    }

    @Test
    public void thatDiffersInAnySinglePlaceInstallsNothing() {
        for (int place = 0; place < asked.size(); place++) {
            Privilege there = asked.get(place);
            refused(changed(place, List.of()));
            refused(changed(place, List.of(Privilege.of("other", "", there.value()))));
            refused(changed(place, List.of(Privilege.of(there.name(), "", List.of("other")))));
            refused(changed(place, List.of(Privilege.of(there.name(), "", List.of()))));
            refused(changed(place, List.of(there, there)));
            refused(changed(place, List.of(there, Privilege.of("more", "", List.of("x")))));
        }
    }

    @Test
    public void inAnotherOrderIsTheSameConsent() {
        List<Privilege> reversed = new ArrayList<>(asked);
        Collections.reverse(reversed);
        Plugin plugin = OperationOutcome.of(install(reversed));
        assertEquals(reference, plugin.name());
        OperationOutcome.of(manager.remove(plugin.id(), false));
    }

    private List<Privilege> changed(int place, List<Privilege> instead) {
        List<Privilege> changed = new ArrayList<>(asked.subList(0, place));
        changed.addAll(instead);
        changed.addAll(asked.subList(place + 1, asked.size()));
        return changed;
    }

    private PrivilegesNotGrantedException refused(List<Privilege> granted) {
        PrivilegesNotGrantedException failure =
                OperationOutcome.failure(PrivilegesNotGrantedException.class, install(granted));
        assertTrue(failure.getMessage(), failure.getMessage().contains("incorrect privileges"));
        assertEquals(List.of(), manager.list());
        assertEquals(Set.of(), StoredFiles.below(folders().root()));
        return failure;
    }

    private Operation<Plugin> install(List<Privilege> granted) {
        return manager.install(
                InstallRequest.of(reference).withPrivileges(granted), ProgressListener.NONE);
    }
}
