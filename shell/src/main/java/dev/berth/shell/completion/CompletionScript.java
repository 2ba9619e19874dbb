package dev.berth.shell.completion;

import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.syntax.UsageText;
import java.util.ArrayList;
import java.util.List;

/** Gogo's {@code complete} commands for a command. */
public final class CompletionScript {
    /** The command that lists the candidates for the argument at the cursor. */
    public static final String CANDIDATES = "__candidates";

    private CompletionScript() {}

    /** Returns a line for the command, one for each of its flags, and one for its arguments. */
    public static List<String> of(CommandSyntax syntax) {
        String begin = "gogo:complete -c " + syntax.command();
        List<String> lines = new ArrayList<>();
        lines.add(begin + " -d " + sentence(syntax.summary()));
        syntax.flags().forEach(flag -> lines.add(begin + flag(flag)));
        syntax.completions().stream()
                .distinct()
                .map(CompletionScript::function)
                .filter(function -> !function.isEmpty())
                .distinct()
                .forEach(function -> lines.add(begin + function));
        return lines;
    }

    private static String flag(CommandFlag flag) {
        StringBuilder words = new StringBuilder();
        for (String name : flag.names()) {
            words.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        return words
                + function(flag.completion())
                + " --description "
                + sentence(flag.description());
    }

    private static String function(Completion completion) {
        return switch (completion) {
            // A function of Gogo's JLine shell.
            case FILES -> " -a __files";
            case PLUGIN_NAMES, SETTINGS -> " -a " + CommandSyntax.SCOPE + ":" + CANDIDATES;
            case NONE -> "";
        };
    }

    /** Escapes character by character: Gogo's parser stumbles over an apostrophe in quotes. */
    private static String sentence(String phrase) {
        return UsageText.sentence(phrase).replaceAll("([^\\p{Alnum}])", "\\\\$1");
    }
}
