package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.shared.docker.PluginJson;
import dev.berth.shared.text.PrintableText;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.template.OutputTemplate;
import dev.berth.shell.view.InspectOutput;
import java.util.ArrayList;
import java.util.List;

/** {@code plugin:inspect}: {@code docker plugin inspect}. */
final class InspectCommand implements PluginCommand {
    private static final CommandFlag FORMAT =
            CommandFlag.taking(
                    "string",
                    "print each plugin by a template: {{.Name}}, {{json .Settings}}, {{join"
                            + " .Settings.Env \" \"}}",
                    "-f",
                    "--format");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("inspect", "display detailed information on one or more plugins")
                    .with(FORMAT)
                    .taking("PLUGIN [PLUGIN...]", 1, CommandSyntax.ANY, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String format = call.arguments().value(FORMAT, "");
        OutputTemplate template = OutputTemplate.parse(format);
        List<Plugin> plugins = new ArrayList<>();
        for (String name : call.arguments().words()) {
            plugins.add(OperationRunner.ask(() -> call.manager().find(name)));
        }
        if (format.isEmpty()) {
            call.print(InspectOutput.of(plugins));
            return;
        }
        for (Plugin plugin : plugins) {
            call.print(PrintableText.lines(template.text(PluginJson.of(plugin))));
        }
    }
}
