package dev.berth.webconsole.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.OutputLine;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.testing.plugin.ConfigFixture;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.ProgressFixture;
import dev.berth.testing.plugin.SettingsFixture;
import dev.berth.testing.plugin.StatusFixture;
import dev.berth.testing.plugin.VersionFixture;
import dev.berth.webconsole.testing.PendingManager;
import dev.berth.webconsole.testing.PendingManager.Found;
import dev.berth.webconsole.testing.PendingOperation;
import dev.berth.webconsole.work.Proposal;
import dev.berth.webconsole.work.Work;
import dev.berth.webconsole.work.WorkList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginsPageTest {
    private static final Instant NOW = StatusFixture.SINCE.plusSeconds(300);
    private static final String HOSTILE = "</td></script><script>alert(1)</script>\"'\u202e\u0000";
    private static final String SECRET = "hunter2-hunter2";

    private final PendingManager plugins = new PendingManager();
    private final WorkList works = new WorkList();

    private String page(Optional<String> plugin) {
        PageContext context =
                new PageContext(
                        plugins.manager(), works, new PageLinks("/console/berth"), "TOKEN", NOW);
        return new PluginsPage(context, plugin).page();
    }

    private String list() {
        return page(Optional.empty());
    }

    private String detail(Plugin plugin) {
        return page(Optional.of(plugin.id()));
    }

    private static void has(String html, String... texts) {
        for (String text : texts) {
            assertTrue(html.contains(text), text + " in " + html);
        }
    }

    private static PluginFixture hostile() {
        ConfigFixture config =
                new ConfigFixture()
                        .description(HOSTILE)
                        .documentation("javascript:" + HOSTILE)
                        .types(List.of(HOSTILE))
                        .mounts(
                                List.of(
                                        ConfigFixture.mountOf(
                                                HOSTILE,
                                                HOSTILE,
                                                List.of(),
                                                Optional.of(HOSTILE),
                                                HOSTILE,
                                                HOSTILE,
                                                List.of(HOSTILE))));
        StatusFixture status =
                StatusFixture.of(PluginState.FAILED)
                        .withProblem(HOSTILE)
                        .withHolders(HOSTILE, HOSTILE)
                        .withLastExit(TaskExit.of(1).withLastOutput(List.of(HOSTILE)));
        return PluginFixture.of("acme/vol:1")
                .withConfig(config)
                .withSignedBy(HOSTILE)
                .withSupervision(Map.of(HOSTILE, HOSTILE))
                .withConfinement(Map.of(HOSTILE, HOSTILE))
                .withStatus(true, status);
    }

    @Test
    void showsEveryForeignTextAsText() throws Exception {
        Privilege privilege = Privilege.of(HOSTILE, HOSTILE, List.of(HOSTILE));
        plugins.with(hostile())
                .asking(PendingOperation.ended(List.of(privilege)))
                .writing(List.of(OutputLine.of(NOW, OutputLine.Stream.STDERR, HOSTILE)));
        Found found = Found.asking(privilege).described(HOSTILE);
        InstallRequest request = InstallRequest.of(PluginReference.parse("acme/vol:1"));
        works.begin(HOSTILE, HOSTILE).ask(new Proposal(request, found, Optional.empty(), false));
        works.begin(HOSTILE, HOSTILE).attempt(PluginsPageTest::fail);
        for (String html : List.of(list(), detail(hostile()))) {
            assertEquals(1, html.split("<script", -1).length - 1, html);
            assertFalse(html.contains("alert(1)<"), html);
            assertFalse(html.contains("\u202e") || html.contains("\u0000"), html);
            assertFalse(html.contains("href=\"javascript:"), html);
            has(html, "&lt;/td&gt;&lt;/script&gt;&lt;script&gt;alert(1)");
        }
    }

    private static void fail() {
        throw new PluginDisabledException(HOSTILE);
    }

    @Test
    void saysThatThereIsNone() {
        has(list(), "No plugin is installed.", ">0 plugins<", "data-busy=\"false\"");
        has(page(Optional.of("0".repeat(64))), "not found", "href=\"/console/berth\"");
    }

    @Test
    void showsWhatPluginsDo() {
        PluginFixture up =
                PluginFixture.of("acme/up:1")
                        .withId("a".repeat(64))
                        .withStatus(
                                true,
                                StatusFixture.of(PluginState.ENABLED).withHolders("one", "two"));
        plugins.with(up).with(PluginFixture.of("acme/off:1"));
        String html = list();
        has(
                html,
                ">2 plugins: 1 up, 1 disabled<",
                "href=\"/console/berth?plugin=" + up.id() + "\"",
                "Up 5 minutes",
                "one and 1 more",
                ">Disable<",
                ">Enable<",
                "name=\"token\" value=\"TOKEN\"",
                "method=\"post\" action=\"/console/berth\"");
        assertFalse(html.contains("method=\"get\""), html);
        plugins.with(up.in(PluginState.ENABLING));
        has(list(), "1 on its way", "data-busy=\"true\"");
    }

    @Test
    void showsAllOfOnePlugin() {
        PluginUsage usage =
                PluginUsage.of(Duration.ofSeconds(3), 3 << 20, 4).withMemoryLimit(1 << 30);
        PluginFixture plugin =
                PluginFixture.of("acme/vol:1")
                        .withSource(PluginReference.parse("acme/vol:1"))
                        .withPreviousVersions(
                                List.of(
                                        new VersionFixture(
                                                new Digest(Digest.SHA256, "e".repeat(64)),
                                                Optional.empty())))
                        .withSettings(
                                new SettingsFixture(
                                        List.of("PASSWORD=" + SECRET),
                                        List.of("--token", SECRET),
                                        List.of(),
                                        List.of()))
                        .withStatus(
                                true,
                                StatusFixture.of(PluginState.ENABLED)
                                        .withRestarts(2)
                                        .withLastExit(TaskExit.of(137).withOutOfMemory(true))
                                        .withHolders("mount of backup"));
        plugins.with(plugin)
                .using(PendingOperation.ended(Optional.of(usage)))
                .asking(
                        PendingOperation.ended(
                                List.of(Privilege.of("mount", "", List.of("/etc", "ro")))))
                .writing(List.of(OutputLine.of(NOW, OutputLine.Stream.STDOUT, "hello\tworld")));
        String html = detail(plugin);
        has(
                html,
                "mount: [/etc ro]",
                "1.00%",
                "3.0MiB of 1.0GiB",
                "exit code 137, out of memory",
                "mount of backup",
                "although it is in use",
                "Roll back to sha256:eeeeeeeeeeee<",
                "Upgrade without a pause to",
                "name=\"hot\" value=\"true\"",
                "value=\"acme/vol:1\"",
                "hello\tworld",
                "PASSWORD");
        assertFalse(html.contains(SECRET), html);
    }

    @Test
    void doesNotWaitForWhatCannotBeToldNow() {
        PluginFixture plugin = PluginFixture.of("acme/vol:1").in(PluginState.ENABLED);
        PendingOperation<Optional<PluginUsage>> usage = new PendingOperation<>();
        plugins.with(plugin).using(usage).asking(new PendingOperation<>());
        String html = detail(plugin);
        has(html, "cannot be told now", "It has written nothing");
        assertFalse(html.contains("Statistics"), html);
        assertTrue(usage.isCancelled());
    }

    @Test
    void asksForConsentInDockersWords() throws Exception {
        Privilege privilege = Privilege.of("mount", "", List.of("/var/lib"));
        InstallRequest request = InstallRequest.of(PluginReference.parse("acme/vol:1"));
        Work work = works.begin("Install acme/vol:1", "ann");
        work.ask(new Proposal(request, Found.asking(privilege), Optional.empty(), false));
        has(
                list(),
                "Plugin &quot;acme/vol:1&quot; is requesting the following privileges:",
                "<li>mount: [/var/lib]</li>",
                "Digest: <code>sha256:e3b0c442",
                ">Grant and install<",
                "name=\"enable\" checked",
                "by ann");
        work.consent();
        has(list(), "Under way …", ">Cancel<");
        work.ask(new Proposal(request, Found.asking(), Optional.empty(), false));
        has(list(), "is requesting no privileges.", ">Install<");
        Optional<Plugin> present = Optional.of(PluginFixture.of("acme/vol:1"));
        work.ask(new Proposal(request, Found.asking(privilege), present, true));
        has(
                list(),
                "following privileges that the present version does not have:",
                "without a pause",
                ">Grant and upgrade<");
    }

    @Test
    void showsHowFarWorkHasCome() throws Exception {
        Work work = works.begin("Install acme/vol:1", "");
        work.progress()
                .progress(new ProgressFixture(Progress.Phase.DOWNLOADING, "sha256:ab", 5, 10));
        has(
                list(),
                "data-busy=\"true\"",
                "<span>ab:</span> Downloading <progress value=\"5\" max=\"10\"> 5B/10B");
        work.done();
        has(list(), ">Done.<", ">Dismiss<", "data-busy=\"false\"");
    }
}
