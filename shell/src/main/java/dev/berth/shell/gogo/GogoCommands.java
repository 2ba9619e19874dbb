package dev.berth.shell.gogo;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.command.CommandFunction;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.DesiredStateSlot;
import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.completion.CompletionScript;
import dev.berth.shell.event.ShellEvents;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers the plugin commands as functions of Gogo. Where Karaf's shell is, it registers none:
 * they are commands of that shell there, and would be found twice.
 */
@Component(
        service = {},
        immediate = true)
public final class GogoCommands {
    private static final String KARAF_SHELL = "org.apache.karaf.shell.api.console.SessionFactory";

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public GogoCommands(
            BundleContext context,
            @Reference PluginManager manager,
            @Reference ShellEvents events,
            @Reference DesiredStateSlot desired)
            throws InvalidSyntaxException {
        if (context.getAllServiceReferences(KARAF_SHELL, null) == null) {
            functions(new CommandServices(manager, events, desired))
                    .forEach(
                            (name, function) ->
                                    registrations.add(register(context, name, function)));
        }
    }

    /** Returns the functions by their names in the scope {@code plugin}. */
    public static Map<String, Function> functions(CommandServices services) {
        Map<String, Function> functions = new LinkedHashMap<>();
        CommandTable.ALL.forEach(
                command ->
                        functions.put(
                                command.syntax().name(), new CommandFunction(command, services)));
        functions.put(CommandSyntax.SCOPE, new ScopeFunction(Map.copyOf(functions)));
        ArgumentCandidates candidates = new ArgumentCandidates(services.manager());
        functions.put(
                "names", (session, arguments) -> candidates.of(Completion.PLUGIN_NAMES, List.of()));
        functions.put(CompletionScript.CANDIDATES, new CandidatesFunction(candidates));
        return functions;
    }

    private static ServiceRegistration<?> register(
            BundleContext context, String name, Function function) {
        Map<String, Object> properties =
                Map.of(
                        CommandProcessor.COMMAND_SCOPE,
                        CommandSyntax.SCOPE,
                        CommandProcessor.COMMAND_FUNCTION,
                        name);
        return context.registerService(Function.class, function, new Hashtable<>(properties));
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
