package dev.berth.shell.karaf;

import dev.berth.shared.text.NearestName;
import dev.berth.shell.command.CommandTable;
import dev.berth.shell.syntax.CommandSyntax;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Names the command that was meant by an unknown one of the scope {@code plugin}, before Karaf says
 * "Command not found". Of other scopes' commands, and of those without a scope, it says nothing.
 */
@Component(reference = @Reference(name = "karaf", service = SessionFactory.class))
public final class KarafUnknownCommand implements CommandSessionListener {
    /** The message of Gogo's {@code CommandNotFoundException}, which is not exported. */
    private static final Pattern NOT_FOUND = Pattern.compile("Command not found: (\\S+)");

    private static final String SCOPE = CommandSyntax.SCOPE + ":";
    private static final List<String> NAMES =
            CommandTable.ALL.stream().map(command -> SCOPE + command.syntax().name()).toList();

    @Override
    public void beforeExecute(CommandSession session, CharSequence program) {
        // It may be known.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence program, Exception failure) {
        Matcher unknown = NOT_FOUND.matcher(String.valueOf(failure.getMessage()));
        if (unknown.matches()) {
            meant(session, unknown.group(1))
                    .map("Did you mean %s?"::formatted)
                    .ifPresent(session.getConsole()::println);
        }
    }

    private static Optional<String> meant(CommandSession session, String typed) {
        boolean inSubshell = CommandSyntax.SCOPE.equals(session.get(Session.SUBSHELL));
        String command = inSubshell && !typed.contains(":") ? SCOPE + typed : typed;
        return command.startsWith(SCOPE) ? NearestName.of(command, NAMES) : Optional.empty();
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence program, Object result) {
        // It was known.
    }
}
