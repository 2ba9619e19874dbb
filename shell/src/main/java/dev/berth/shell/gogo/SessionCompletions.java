package dev.berth.shell.gogo;

import dev.berth.shell.command.CommandTable;
import dev.berth.shell.completion.CompletionScript;
import dev.berth.shell.syntax.CommandSyntax;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Component;

/**
 * Adds the completions of the plugin commands to each session of Gogo's JLine shell, before the
 * first command that is executed there; the shell's profile is one. JLine keeps completions by
 * session, in the variable {@code .completions}, which other sessions do not have.
 */
@Component
public final class SessionCompletions implements CommandSessionListener {
    /** {@code Shell.VAR_COMPLETIONS} of Gogo's JLine shell, which need not be there. */
    private static final String COMPLETIONS = ".completions";

    private static final String ADDED = CommandSyntax.SCOPE + ":ls";
    private static final String SCRIPT =
            CommandTable.ALL.stream()
                    .flatMap(command -> CompletionScript.of(command.syntax()).stream())
                    .collect(Collectors.joining("\n"));

    @Override
    public void beforeExecute(CommandSession session, CharSequence program) {
        boolean missing =
                session.get(COMPLETIONS) instanceof Map<?, ?> completions
                        && !completions.containsKey(ADDED);
        if (missing && !SCRIPT.contentEquals(program)) {
            try {
                session.execute(SCRIPT);
            } catch (Exception e) {
                throw new IllegalStateException("the completions cannot be added", e);
            }
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence program, Exception failure) {
        // Completions stay.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence program, Object result) {
        // Completions stay.
    }
}
