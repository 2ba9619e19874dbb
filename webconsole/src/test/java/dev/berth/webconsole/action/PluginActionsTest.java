package dev.berth.webconsole.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Consent;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.webconsole.testing.PendingManager;
import dev.berth.webconsole.testing.PendingManager.Found;
import dev.berth.webconsole.work.TooMuchWorkException;
import dev.berth.webconsole.work.WorkList;
import dev.berth.webconsole.work.WorkStatus;
import dev.berth.webconsole.work.WorkStatus.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginActionsTest {
    private static final Privilege MOUNT = Privilege.of("mount", "", List.of("/var/lib"));
    private static final PluginFixture PLUGIN = PluginFixture.of("acme/vol:1");
    private static final String ID = PLUGIN.id();

    private final PendingManager plugins = new PendingManager();
    private final WorkList works = new WorkList();
    private final PluginActions actions = new PluginActions(plugins.manager(), "ann", works);

    private void run(ConsoleAction action, String... fields) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        try {
            actions.run(action, new ActionForm(values));
        } catch (TooMuchWorkException e) {
            throw new AssertionError(e);
        }
    }

    private WorkStatus newest() {
        return works.all().get(0);
    }

    private String work() {
        return Long.toString(newest().id());
    }

    @Test
    void installsWhatWasShownAndGrantsExactlyThat() {
        run(ConsoleAction.INSTALL, "reference", " acme/vol:1 ", "alias", "vol");
        assertEquals(Phase.RUNNING, newest().phase());
        Found found = Found.asking(MOUNT);
        plugins.last().end(found);
        assertEquals(Phase.ASKING, newest().phase());
        assertEquals(List.of("resolve acme/vol:1"), plugins.asked());

        run(ConsoleAction.GRANT, "work", work(), "enable", "on");
        InstallRequest granted = plugins.request();
        assertEquals(found.digest(), granted.digest().orElseThrow());
        assertEquals(List.of(MOUNT), granted.privileges());
        assertEquals(Consent.ASKED, granted.consent());
        assertEquals("vol", granted.alias().orElseThrow().familiarRepository());
        plugins.last().end(PLUGIN);
        assertEquals(Phase.RUNNING, newest().phase());
        plugins.last().end(PLUGIN);
        assertEquals(Phase.DONE, newest().phase());
        assertEquals(
                List.of(
                        "resolve acme/vol:1",
                        "install acme/vol:1",
                        "enable " + ID + " EnableOptions[start=PT30S, call=PT30S]"),
                plugins.asked());
        assertEquals("ann", newest().user());
    }

    @Test
    void asksOnceThoughConsentBeGivenTwice() {
        run(ConsoleAction.INSTALL, "reference", "acme/vol:1");
        plugins.last().end(Found.asking());
        run(ConsoleAction.GRANT, "work", work());
        run(ConsoleAction.GRANT, "work", work());
        assertEquals(List.of("resolve acme/vol:1", "install acme/vol:1"), plugins.asked());
        plugins.last().end(PLUGIN);
        assertEquals(Phase.DONE, newest().phase());
        run(ConsoleAction.GRANT, "work", work());
        run(ConsoleAction.GRANT, "work", "17");
        run(ConsoleAction.GRANT, "work", "no number");
        assertEquals(2, plugins.asked().size());
    }

    @Test
    void installsNothingThatIsDismissed() {
        run(ConsoleAction.INSTALL, "reference", "acme/vol:1");
        plugins.last().end(Found.asking(MOUNT));
        String asking = work();
        run(ConsoleAction.DISMISS, "work", asking);
        run(ConsoleAction.GRANT, "work", asking);
        assertEquals(List.of(), works.all());
        assertEquals(List.of("resolve acme/vol:1"), plugins.asked());
    }

    @Test
    void tellsWhatIsWrongWithAName() {
        run(ConsoleAction.INSTALL, "reference", "No Name");
        assertEquals(Phase.FAILED, newest().phase());
        assertTrue(newest().message().contains("No Name"), newest().message());
        run(ConsoleAction.INSTALL, "reference", "acme/vol:1", "alias", "A B");
        assertEquals(Phase.FAILED, newest().phase());
        run(ConsoleAction.UPGRADE, "plugin", ID, "reference", "acme/vol:2");
        assertEquals("plugin \"%s\" not found".formatted(ID), newest().message());
        assertEquals(List.of(), plugins.asked());
    }

    @Test
    void tellsWhatHasFailedAtEachStep() {
        run(ConsoleAction.INSTALL, "reference", "acme/vol:1");
        plugins.last().fail(new PluginDisabledException("look-up"));
        assertEquals(Phase.FAILED, newest().phase());

        run(ConsoleAction.INSTALL, "reference", "acme/vol:1");
        plugins.last().end(Found.asking());
        run(ConsoleAction.GRANT, "work", work(), "enable", "on");
        plugins.last().fail(new PluginDisabledException("install"));
        assertTrue(newest().message().contains("install"), newest().message());

        run(ConsoleAction.INSTALL, "reference", "acme/vol:1");
        plugins.last().end(Found.asking());
        run(ConsoleAction.GRANT, "work", work(), "enable", "on");
        plugins.last().end(PLUGIN);
        plugins.last().fail(new IllegalStateException());
        assertEquals("java.lang.IllegalStateException", newest().message());
    }

    @Test
    void cancelsWhatRunsAndWhatComesNext() {
        run(ConsoleAction.INSTALL, "reference", "acme/vol:1");
        plugins.last().end(Found.asking());
        run(ConsoleAction.GRANT, "work", work(), "enable", "on");
        run(ConsoleAction.CANCEL, "work", work());
        assertTrue(plugins.last().isCancelled());
        // It was too late for the install.
        plugins.last().end(PLUGIN);
        assertTrue(plugins.asked().get(2).startsWith("enable"));
        assertTrue(plugins.last().isCancelled());
    }

    @Test
    void upgradesWithConsentToWhatIsNew() {
        plugins.with(PLUGIN.in(PluginState.ENABLED));
        run(ConsoleAction.UPGRADE, "plugin", ID, "reference", "acme/vol:2", "hot", "true");
        plugins.last().end(Found.asking(MOUNT));
        assertEquals("Upgrade acme/vol:1", newest().title());
        run(ConsoleAction.GRANT, "work", work());
        assertEquals(List.of(MOUNT), plugins.request().privileges());
        assertEquals(
                List.of(
                        "resolve " + ID + " acme/vol:2",
                        "upgrade " + ID + " acme/vol:2 UpgradeOptions[hot=true, trial=PT5S]"),
                plugins.asked());
        plugins.last().end(PLUGIN);
        assertEquals(Phase.DONE, newest().phase());
    }

    @Test
    void enablesDisablesAndRollsBack() {
        plugins.with(PLUGIN);
        run(ConsoleAction.ENABLE, "plugin", ID);
        run(ConsoleAction.DISABLE, "plugin", ID);
        plugins.last().fail(new PluginInUseException("acme/vol:1", List.of("a mount")));
        assertTrue(newest().message().contains("a mount"), newest().message());
        run(ConsoleAction.DISABLE, "plugin", ID, "force", "on");
        run(ConsoleAction.ROLLBACK, "plugin", ID);
        run(ConsoleAction.ROLLBACK, "plugin", ID, "hot", "true");
        assertEquals(
                List.of(
                        "enable " + ID + " EnableOptions[start=PT30S, call=PT30S]",
                        "disable " + ID + " false",
                        "disable " + ID + " true",
                        "rollback "
                                + ID
                                + " RollbackOptions[version=Optional.empty, hot=false, trial=PT5S]",
                        "rollback "
                                + ID
                                + " RollbackOptions[version=Optional.empty, hot=true, trial=PT5S]"),
                plugins.asked());
    }

    @Test
    void refusesMoreThanUsersNeedAtOnce() {
        for (int i = 0; i < 20; i++) {
            run(ConsoleAction.ENABLE, "plugin", ID);
        }
        assertThrows(
                TooMuchWorkException.class,
                () -> actions.run(ConsoleAction.ENABLE, new ActionForm(Map.of("plugin", ID))));
        assertEquals(20, plugins.asked().size());
    }

    @Test
    void knowsItsActionsOnly() {
        assertEquals(ConsoleAction.GRANT, new ActionForm(Map.of("action", "GRANT")).action().get());
        assertTrue(new ActionForm(Map.of("action", "REMOVE")).action().isEmpty());
        assertTrue(new ActionForm(Map.of()).action().isEmpty());
    }
}
