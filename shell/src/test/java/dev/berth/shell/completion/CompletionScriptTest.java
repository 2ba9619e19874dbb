package dev.berth.shell.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.junit.jupiter.api.Test;

class CompletionScriptTest {
    /** A command with a bit of everything. */
    static final class Sample {
        @Descriptor("say \"$x\" or \\")
        public void say(
                Object session,
                @Descriptor("don't ask")
                        @Parameter(
                                names = {"-q", "--quiet"},
                                presentValue = "true",
                                absentValue = "false")
                        boolean quiet,
                @Descriptor("where to")
                        @Parameter(names = "--output", absentValue = "")
                        @CompletedBy(CompletedBy.FILES)
                        String output,
                @Descriptor("PLUGIN") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest) {}

        static void helps() {}
    }

    @Test
    void saysWhatTheAnnotationsSay() {
        assertEquals(
                List.of(
                        "gogo:complete -c plugin:say -d Say\\ \\\"\\$x\\\"\\ or\\ \\\\",
                        "gogo:complete -c plugin:say -s q -l quiet --description Don\\'t\\ ask",
                        "gogo:complete -c plugin:say -l output -a __files --description Where\\ to",
                        "gogo:complete -c plugin:say -a plugin:names"),
                CompletionScript.of("plugin", Sample.class));
    }
}
