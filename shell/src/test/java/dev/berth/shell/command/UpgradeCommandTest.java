package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Privilege;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeCommandTest extends CommandTest {
    @Test
    void asksBeforeItTakesAnotherPlugin() throws Exception {
        assertEquals(
                """
                Upgrading plugin other:1 from other:1 to other:2
                Plugin images do not match, are you sure? [y/N] y
                Upgraded plugin other:1 to other:2
                """,
                shell.type("plugin:upgrade other other:2", "y\n"));
        assertEquals(List.of("upgrade other to other:2"), manager.asked());
        assertEquals("canceling upgrade request", refusal("plugin:upgrade other other:2"));
        shell.type("plugin:upgrade --skip-remote-check other other:2");
        shell.type("plugin:upgrade other");
    }

    @Test
    void wantsADisabledPlugin() {
        assertEquals(
                "the plugin must be disabled before upgrading, or upgraded with --hot",
                refusal("plugin:upgrade vieux"));
    }

    @Test
    void upgradesAnEnabledPluginAndAsksWhatIsNew() throws Exception {
        manager.wanting(
                Privilege.of("network", "", List.of("host")),
                Privilege.of("mount", "", List.of("/new")));
        manager.newlyWanting(Privilege.of("mount", "", List.of("/new")));
        assertEquals(
                """
                Upgrading plugin vieux/sshfs:latest from vieux/sshfs:latest to vieux:2
                Plugin images do not match, are you sure? [y/N] y
                Plugin "vieux:2" is requesting the following privileges:
                 - mount: [/new]
                Do you grant the above permissions? [y/N] y
                Upgraded plugin vieux/sshfs:latest to vieux:2
                """,
                shell.type("plugin:upgrade --hot vieux vieux:2", "y\ny\n"));
        shell.type("plugin:upgrade --hot --trial 60 --grant-all-permissions vieux");
        assertEquals(
                List.of(
                        "upgrade vieux to vieux:2 hot, trial PT5S",
                        "upgrade vieux to vieux/sshfs:latest hot, trial PT1M"),
                manager.asked());
    }

    @Test
    void asksOfADisabledPluginWhatIsNewToo() throws Exception {
        manager.wanting(Privilege.of("network", "", List.of("host")));
        String typed = shell.type("plugin:upgrade other", "");
        assertFalse(typed.contains(" - network: [host]"), typed);
        manager.newlyWanting(Privilege.of("device", "", List.of("/dev/x")));
        typed = shell.type("plugin:upgrade other", "y\n");
        assertTrue(typed.contains(" - device: [/dev/x]"), typed);
    }

    @Test
    void wantsATrialInSeconds() {
        assertEquals(
                "invalid argument \"5m\" for \"--trial\" flag: a number of seconds from 0 to 86400"
                        + " was expected",
                refusal("plugin:upgrade --hot --trial 5m vieux"));
        assertEquals(
                "--trial is for --hot: without it nothing is watched",
                refusal("plugin:upgrade --trial 5 vieux"));
    }
}
