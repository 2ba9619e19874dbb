package dev.berth.webconsole.view;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginException;
import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.action.ConsoleAction;
import dev.berth.webconsole.html.HtmlWriter;
import dev.berth.webconsole.work.WorkStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands in the console's page, and the part of it that changes, which the page's script
 * fetches while work is under way.
 */
public final class PluginsPage {
    private final PageContext context;
    private final Optional<String> pluginId;
    private final HtmlWriter html = new HtmlWriter();
    private final PageForms forms;

    /**
     * @param pluginId the one plugin to show; empty for all
     */
    public PluginsPage(PageContext context, Optional<String> pluginId) {
        this.context = context;
        this.pluginId = pluginId;
        this.forms = new PageForms(html, context.links().page(pluginId), context.token());
    }

    /** Returns the whole. */
    public String page() {
        html.single("link", "rel", "stylesheet", "href", context.links().file(PageLinks.STYLE));
        html.open("div", "class", "berth");
        writeLive();
        if (pluginId.isEmpty()) {
            installForm();
        }
        html.close();
        String script = context.links().file(PageLinks.SCRIPT);
        html.open("script", "src", script, "defer", "defer").close();
        return html.html();
    }

    /** Returns the part that changes. */
    public String live() {
        writeLive();
        return html.html();
    }

    private void writeLive() {
        List<Plugin> plugins = context.manager().list();
        List<WorkStatus> works = context.works().all();
        boolean busy =
                works.stream().anyMatch(work -> work.phase() == WorkStatus.Phase.RUNNING)
                        || plugins.stream()
                                .anyMatch(p -> StateClass.of(p.status()) == StateClass.BUSY);
        html.open(
                "div",
                "id",
                "berth-live",
                "data-source",
                context.links().live(pluginId),
                "data-busy",
                Boolean.toString(busy));
        if (pluginId.isPresent()) {
            onePlugin(pluginId.get(), works);
        } else {
            works(works);
            new PluginListView(html, forms, context.links(), context.now()).write(plugins);
        }
        html.close();
    }

    private void works(List<WorkStatus> works) {
        works.forEach(new WorkView(html, forms)::write);
    }

    private void onePlugin(String id, List<WorkStatus> works) {
        html.open("p", "data-part", "back");
        html.element("a", "All plugins", "href", context.links().page(Optional.empty())).close();
        works(works);
        try {
            onePlugin(context.manager().find(id));
        } catch (PluginException e) {
            html.element("p", e.getMessage(), "class", "berth-message");
        }
    }

    private void onePlugin(Plugin plugin) {
        html.element("h2", plugin.name().familiar(), "data-part", "name");
        actions(plugin);
        PluginFacts facts = PluginFacts.of(context.manager(), plugin);
        new PluginDetailView(html, context.now()).write(plugin, facts);
    }

    private void actions(Plugin plugin) {
        html.open("div", "class", "berth-buttons", "data-part", "actions");
        if (plugin.enabled()) {
            forms.open(ConsoleAction.DISABLE, ActionForm.PLUGIN, plugin.id());
            forms.submit("Disable");
            if (!plugin.status().holders().isEmpty()) {
                forms.box(ActionForm.FORCE, "although it is in use", false);
            }
            html.close();
        } else {
            forms.button(ConsoleAction.ENABLE, "Enable", ActionForm.PLUGIN, plugin.id());
        }
        if (!plugin.previousVersions().isEmpty()) {
            forms.button(
                    ConsoleAction.ROLLBACK,
                    "Roll back to " + VersionText.shortened(plugin.previousVersions().get(0)),
                    hidden(plugin));
        }
        forms.open(ConsoleAction.UPGRADE, hidden(plugin));
        PluginReference from = plugin.source().orElse(plugin.name());
        String label = plugin.enabled() ? "Upgrade without a pause to" : "Upgrade to";
        field(ActionForm.REFERENCE, label, from.familiar());
        forms.submit("Look up");
        html.close().close();
    }

    /** An enabled plugin is changed without a pause. */
    private static String[] hidden(Plugin plugin) {
        Stream<String> id = Stream.of(ActionForm.PLUGIN, plugin.id());
        Stream<String> hot = plugin.enabled() ? Stream.of(ActionForm.HOT, "true") : Stream.empty();
        return Stream.concat(id, hot).toArray(String[]::new);
    }

    private void installForm() {
        html.element("h3", "Install a plugin");
        html.open("div", "class", "berth-buttons");
        forms.open(ConsoleAction.INSTALL);
        field(ActionForm.REFERENCE, "Plugin", "");
        field(ActionForm.ALIAS, "Local name, if another", "");
        forms.submit("Look up");
        html.close().close();
        html.element(
                "p",
                "You are shown what it asks of this host before anything is installed.",
                "class",
                "berth-text");
    }

    private void field(String name, String label, String value) {
        html.open("label").text(label).space();
        html.single(
                "input",
                "type",
                "text",
                "name",
                name,
                "value",
                value,
                "maxlength",
                "512",
                "size",
                "32",
                "spellcheck",
                "false");
        html.close();
    }
}
