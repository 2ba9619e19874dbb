package dev.berth.desired.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.ConfigFixture;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.SettingsFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final PluginReference REFERENCE = PluginReference.parse("acme/vol:1");
    private static final PluginFixture DISABLED =
            PluginFixture.of("vol")
                    .withSource(REFERENCE)
                    .withConfig(new ConfigFixture().args("args", List.of("-x")))
                    .withSupervision(Map.of("health.interval", "1m"))
                    .withConfinement(Map.of("limit.memory", "256m"));
    private static final PluginFixture ENABLED = DISABLED.in(PluginState.ENABLED);

    private static WantedPlugin wanted(String... settings) {
        return new WantedPlugin(
                REFERENCE,
                PluginReference.parse("vol:latest"),
                Arrays.asList(settings),
                Optional.of(List.of()),
                true,
                false);
    }

    private static WantedPlugin from(String reference, boolean enabled, boolean hot) {
        return new WantedPlugin(
                PluginReference.parse(reference),
                PluginReference.parse("vol:latest"),
                List.of(),
                Optional.empty(),
                enabled,
                hot);
    }

    private static void assertPlan(String plan, WantedPlugin wanted, Plugin actual) {
        assertEquals(plan, Planner.plan(wanted, Optional.ofNullable(actual)).toString());
    }

    @Test
    void plansNothingForWhatIsSo() {
        assertPlan("[]", wanted(), ENABLED);
        assertPlan("[]", from("acme/vol:1", false, false), DISABLED);
        assertPlan("[]", from("acme/vol@" + PluginFixture.DIGEST, true, false), ENABLED);
    }

    @Test
    void plansAPluginThatIsNotThere() {
        assertPlan("[install, set DEBUG, enable]", wanted("DEBUG=1"), null);
        assertPlan("[install]", from("acme/vol:1", false, false), null);
    }

    /** A process that does not run is supervision's. */
    @Test
    void leavesAFailedPluginToTheManager() {
        assertPlan("[]", wanted(), DISABLED.in(PluginState.FAILED));
    }

    @Test
    void plansAnotherVersion() {
        assertPlan("[disable, upgrade, enable]", from("acme/vol:2", true, false), ENABLED);
        assertPlan("[hot upgrade]", from("acme/vol:2", true, true), ENABLED);
        assertPlan("[upgrade, enable]", from("acme/vol:2", true, true), DISABLED);
        assertPlan("[disable, upgrade]", from("acme/vol:2", false, true), ENABLED);
        assertPlan("[upgrade]", from("acme/vol@sha256:" + "0".repeat(64), false, false), DISABLED);
    }

    @Test
    void pausesForSettingsOfThePluginsOwn() {
        assertPlan("[disable, set DEBUG, enable]", wanted("DEBUG=1"), ENABLED);
        assertPlan("[set DEBUG, enable]", wanted("DEBUG=1"), DISABLED);
        assertPlan("[disable]", from("acme/vol:1", false, false), ENABLED);
    }

    @Test
    void setsSupervisionWithoutAPause() {
        assertPlan("[set @health.interval]", wanted("@health.interval=5s"), ENABLED);
        assertPlan("[disable, set @limit.memory, enable]", wanted("@limit.memory=1g"), ENABLED);
    }

    @Test
    void knowsTheSameSettingInAnotherForm() {
        PluginFixture set =
                ENABLED.withSettings(
                        new SettingsFixture(
                                List.of("DEBUG=1", "TOKEN.secret=vol"),
                                List.of("a", "b"),
                                List.of(
                                        ConfigFixture.mountOf(
                                                "data",
                                                "",
                                                List.of("source"),
                                                Optional.of("/srv"),
                                                "/data",
                                                "bind",
                                                List.of())),
                                List.of()));
        assertPlan(
                "[]",
                wanted(
                        "DEBUG=1",
                        "DEBUG.value=1",
                        "TOKEN.secret=vol",
                        "args=a b",
                        "data.source=/srv",
                        "@health.interval=60s",
                        "@limit.memory=262144k",
                        "@limit.pids="),
                set);
        assertPlan("[disable, set args data, enable]", wanted("args=a", "data=/x"), set);
    }

    @Test
    void endsAsItIsConfigured() {
        assertEquals("[]", Planner.end(Deletion.KEEP, Optional.of(ENABLED)).toString());
        assertEquals("[disable]", Planner.end(Deletion.DISABLE, Optional.of(ENABLED)).toString());
        assertEquals("[]", Planner.end(Deletion.DISABLE, Optional.of(DISABLED)).toString());
        assertEquals(
                "[disable, remove]", Planner.end(Deletion.REMOVE, Optional.of(ENABLED)).toString());
        assertEquals("[]", Planner.end(Deletion.REMOVE, Optional.empty()).toString());
    }

    /** Values may be passwords. */
    @Test
    void showsNoValues() {
        String plan = Planner.plan(wanted("PASSWORD=s3cret=x"), Optional.empty()).toString();
        assertEquals("[install, set PASSWORD, enable]", plan);
        assertEquals("vol:latest from acme/vol:1", wanted("PASSWORD=s3cret").toString());
        assertPlan("[install, set KEY, enable]", wanted("KEY=-----BEGIN\ns3cret=\nEND"), null);
    }

    /** Names are foreign text, too. */
    @Test
    void escapesNames() {
        assertPlan("[install, set A B\\u001b[2J, enable]", wanted("A\nB\u001b[2J=1"), null);
    }
}
