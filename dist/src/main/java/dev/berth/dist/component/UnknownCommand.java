package dev.berth.dist.component;

import dev.berth.shared.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;

/** Gogo's function {@code default}, which it calls for a command that it does not know. */
@Component(property = {"osgi.command.scope=berth", "osgi.command.function=default"})
public final class UnknownCommand implements Function {
    /** The names of all commands, with their scopes. */
    private static final String COMMANDS = ".commands";

    @Override
    public Object execute(CommandSession session, List<Object> words) throws ShellFailure {
        throw failure(session, String.valueOf(words.get(0)));
    }

    /** Returns whether there is a command of this name, with or without its scope. */
    static boolean isKnown(CommandSession session, String name) {
        return names(session).stream()
                .anyMatch(known -> known.equals(name) || known.endsWith(":" + name));
    }

    /** Returns what is told of a command that there is not. */
    static ShellFailure failure(CommandSession session, String typed) {
        String meant =
                nearest(typed, names(session)).map("; did you mean %s?"::formatted).orElse("");
        return new ShellFailure(
                "'%s' is not a command%s%nSee 'help'."
                        .formatted(typed.replaceAll("\\p{C}", "?"), meant));
    }

    private static List<String> names(CommandSession session) {
        return session.get(COMMANDS) instanceof Collection<?> known
                ? known.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Optional<String> nearest(String typed, List<String> names) {
        List<String> shown = names.stream().filter(name -> !name.contains(":_")).toList();
        return NearestName.of(typed, shown, name -> comparable(typed, name));
    }

    /** Returns a command's name with its scope if that was typed too. */
    private static String comparable(String typed, String name) {
        return typed.contains(":") ? name : name.substring(name.indexOf(':') + 1);
    }
}
