package dev.berth.webconsole.view;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.TaskExit;
import dev.berth.shared.display.PrivilegeText;
import dev.berth.shared.display.StatsText;
import dev.berth.shared.display.StatusText;
import dev.berth.webconsole.html.HtmlWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One plugin with all that is to be known of it. Of its environment only names are shown, and of
 * its arguments only the number: their values may be secrets.
 */
record PluginDetailView(HtmlWriter html, Instant now) {

    void write(Plugin plugin, PluginFacts facts) {
        status(plugin);
        facts.usage().ifPresent(usage -> usage(plugin.status(), usage));
        host(plugin, facts);
        about(plugin);
        output(facts.output());
    }

    private void status(Plugin plugin) {
        PluginStatus status = plugin.status();
        html.open("p", "data-part", "state");
        html.element("span", StatusText.of(status, now), "class", StateClass.of(status).css());
        html.close();
        FactTable.open(html, "Health", "health")
                .row("Wanted", plugin.enabled() ? "enabled" : "disabled")
                .row("Since", time(status.since()))
                .row("Restarts", status.restarts() == 0 ? "" : "" + status.restarts())
                .row("Last exit", status.lastExit().map(PluginDetailView::exit).orElse(""))
                .row("Problem", status.problem().orElse(""))
                .row("In use by", status.holders())
                .row("Supervision", words(plugin.supervision()))
                .close();
    }

    private static String exit(TaskExit exit) {
        return "exit code "
                + exit.code()
                + exit.outOfMemoryReason().map(reason -> ", " + reason).orElse("");
    }

    private void usage(PluginStatus status, PluginUsage usage) {
        long up = Math.max(1, Duration.between(status.since(), now).toNanos());
        FactTable.open(html, "Statistics", "statistics")
                .row("CPU, on average", StatsText.percent(usage.cpuTime().toNanos(), up))
                .row("Memory", StatsText.size(usage.memory()) + limit(usage.memoryLimit(), true))
                .row("Processes", usage.pids() + limit(usage.pidsLimit(), false))
                .row("Killed, out of memory", usage.oomKills() == 0 ? "" : "" + usage.oomKills())
                .close();
    }

    private static String limit(OptionalLong limit, boolean bytes) {
        if (limit.isEmpty()) {
            return "";
        }
        long most = limit.getAsLong();
        return " of " + (bytes ? StatsText.size(most) : Long.toString(most));
    }

    private void host(Plugin plugin, PluginFacts facts) {
        List<String> asked =
                facts.privileges()
                        .map(all -> all.stream().map(PrivilegeText::of).toList())
                        .orElse(List.of("cannot be told now"));
        FactTable.open(html, "What it may do on this host", "privileges")
                .row("Privileges", asked.isEmpty() ? List.of("none") : asked)
                .row("Mounts as set", plugin.settings().mounts().stream().map(this::mount).toList())
                .row("Confinement", words(plugin.confinement()))
                .row("Signed by", plugin.signedBy())
                .close();
    }

    private String mount(PluginConfig.Mount mount) {
        return mount.source().orElse("(no source)") + " on " + mount.destination();
    }

    private void about(Plugin plugin) {
        PluginConfig config = plugin.config();
        FactTable.open(html, "Plugin", "about")
                .row("Description", config.description())
                .row("Documentation", config.documentation())
                .row("Capabilities", config.iface().types())
                .row("ID", plugin.id())
                .row("Digest", plugin.digest().toString())
                .row("Source", plugin.source().map(PluginReference::familiar).orElse("made here"))
                .row(
                        "Versions before",
                        plugin.previousVersions().stream().map(VersionText::of).toList())
                .row("Environment", plugin.settings().env().stream().map(this::name).toList())
                .row("Arguments", count(plugin.settings().args()))
                .close();
    }

    private String name(String variable) {
        return variable.split("=", 2)[0];
    }

    private static String count(List<String> arguments) {
        return arguments.isEmpty() ? "" : "" + arguments.size();
    }

    private void output(List<OutputLine> lines) {
        html.open("section", "data-part", "output").element("h3", "Last lines of output");
        if (lines.isEmpty()) {
            html.element("p", "It has written nothing since this engine was started.");
        } else {
            html.open("pre");
            for (OutputLine line : lines) {
                html.element("time", time(line.time())).space().lines(line.text() + "\n");
            }
            html.close();
        }
        html.close();
    }

    private static List<String> words(Map<String, String> words) {
        return words.entrySet().stream()
                .map(word -> word.getKey() + "=" + word.getValue())
                .sorted()
                .toList();
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
