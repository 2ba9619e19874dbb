package dev.berth.webconsole.view;

import dev.berth.plugin.Plugin;
import dev.berth.shared.display.StatusText;
import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.action.ConsoleAction;
import dev.berth.webconsole.html.HtmlWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All plugins as a table, with a line that counts them. */
record PluginListView(HtmlWriter html, PageForms forms, PageLinks links, Instant now) {
    private static final int SHORT_ID = 12;

    void write(List<Plugin> plugins) {
        html.element(
                "p",
                counts(plugins),
                "class",
                "statline ui-state-highlight",
                "data-part",
                "counts");
        html.open("table", "class", "nicetable berth-list", "data-part", "plugins");
        html.open("thead").open("tr");
        for (String title : List.of("Plugin", "Status", "In use by", "Actions")) {
            html.element("th", title, "scope", "col", "class", "ui-widget-header");
        }
        html.close().close().open("tbody");
        plugins.forEach(this::row);
        if (plugins.isEmpty()) {
            html.open("tr").element("td", "No plugin is installed.", "colspan", "4").close();
        }
        html.close().close();
    }

    private static String counts(List<Plugin> plugins) {
        String all = plugins.size() == 1 ? "1 plugin" : plugins.size() + " plugins";
        String each =
                Stream.of(StateClass.values())
                        .map(state -> count(state, plugins))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
        return each.isEmpty() ? all : all + ": " + each;
    }

    private static Optional<String> count(StateClass state, List<Plugin> plugins) {
        long number = plugins.stream().filter(p -> StateClass.of(p.status()) == state).count();
        return number == 0 ? Optional.empty() : Optional.of(state.count(number));
    }

    private void row(Plugin plugin) {
        html.open("tr");
        cell("Plugin").open("div");
        String page = links.page(Optional.of(plugin.id()));
        html.element("a", plugin.name().familiar(), "href", page, "class", "berth-name").space();
        html.element("code", plugin.id().substring(0, SHORT_ID)).close();
        html.element("div", plugin.config().description(), "class", "berth-text").close();
        cell("Status");
        String state = StateClass.of(plugin.status()).css();
        html.element("span", StatusText.of(plugin.status(), now), "class", state).close();
        cell("In use by").text(holders(plugin.status().holders())).close();
        cell("Actions");
        if (plugin.enabled()) {
            forms.button(ConsoleAction.DISABLE, "Disable", ActionForm.PLUGIN, plugin.id());
        } else {
            forms.button(ConsoleAction.ENABLE, "Enable", ActionForm.PLUGIN, plugin.id());
        }
        html.close().close();
    }

    /** Begins a cell, which names its column where the window is too narrow for a table. */
    private HtmlWriter cell(String column) {
        return html.open("td", "data-column", column);
    }

    private static String holders(List<String> holders) {
        return switch (holders.size()) {
            case 0 -> "";
            case 1 -> holders.get(0);
            default -> "%s and %d more".formatted(holders.get(0), holders.size() - 1);
        };
    }
}
