package dev.berth.shell.command;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.InterruptKey;
import dev.berth.shell.console.ShellRequester;
import dev.berth.shell.syntax.ArgumentParser;
import dev.berth.shell.syntax.ParsedArguments;
import dev.berth.shell.syntax.UsageText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** A command as a function of Gogo, which Karaf's shell runs on too. */
public final class CommandFunction implements Function {
    private final PluginCommand command;
    private final CommandServices services;

    public CommandFunction(PluginCommand command, CommandServices services) {
        this.command = command;
        this.services =
                new CommandServices(
                        ShellRequester.of(services.manager()),
                        services.events(),
                        services.desired());
    }

    @Override
    public Object execute(CommandSession session, List<Object> typed) throws CommandFailure {
        ParsedArguments arguments = ArgumentParser.parse(command.syntax(), words(typed));
        Console console = Console.of(session);
        if (arguments.help()) {
            UsageText.lines(command.syntax()).forEach(console.out()::println);
            return null;
        }
        InterruptKey key = InterruptKey.interrupting(session);
        try {
            command.run(new Invocation(services, arguments, console, session.currentDir()));
        } finally {
            key.close();
        }
        return null;
    }

    /**
     * Returns the words of all arguments; Gogo hands over what {@code $(plugin:names)} is as a
     * list.
     */
    public static List<String> words(List<?> typed) {
        List<String> words = new ArrayList<>();
        for (Object argument : typed) {
            if (argument instanceof Collection<?> several) {
                several.forEach(one -> words.add(String.valueOf(one)));
            } else {
                words.add(String.valueOf(argument));
            }
        }
        return words;
    }
}
