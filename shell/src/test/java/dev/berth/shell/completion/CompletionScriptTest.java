package dev.berth.shell.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionScriptTest {
    @Test
    void saysWhatTheSyntaxSays() {
        CommandSyntax syntax =
                CommandSyntax.of("say", "say \"$x\" or \\")
                        .with(
                                CommandFlag.of("don't ask", "-q", "--quiet"),
                                CommandFlag.taking("file", "where to", "--output")
                                        .completedBy(Completion.FILES))
                        .taking("PLUGIN", 1, 1, Completion.PLUGIN_NAMES);
        assertEquals(
                List.of(
                        "gogo:complete -c plugin:say -d Say\\ \\\"\\$x\\\"\\ or\\ \\\\",
                        "gogo:complete -c plugin:say -s q -l quiet --description Don\\'t\\ ask",
                        "gogo:complete -c plugin:say -l output -a __files --description Where\\ to",
                        "gogo:complete -c plugin:say -a plugin:__candidates"),
                CompletionScript.of(syntax));
    }
}
