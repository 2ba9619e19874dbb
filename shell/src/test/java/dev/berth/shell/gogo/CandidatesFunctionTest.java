package dev.berth.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import dev.berth.shell.testing.TypedShell;
import java.util.List;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesFunctionTest {
    private final TypedShell shell =
            new TypedShell(
                    new RecordingManager()
                            .with(SamplePlugins.enabled("vieux/sshfs"))
                            .with(SamplePlugins.disabled("other:1")));

    @AfterEach
    void closeTheShell() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plugin:enable '' | vieux/sshfs:latest other:1",
                "enable ''        | vieux/sshfs:latest other:1",
                "plugin:enable a '' | ",
                "plugin:rm -f a '' | vieux/sshfs:latest other:1",
                "plugin:set ''    | vieux/sshfs:latest other:1",
                "plugin:set other:1 '' | DEBUG=0 state.source=",
                "plugin:set other:1 DEBUG=2 '' | DEBUG=0 state.source=",
                "plugin:set nobody '' | ",
                "plugin:nothing '' | "
            })
    void areWhatTheArgumentAtTheCursorCanBe(String line, String candidates) throws Exception {
        String typed = line.replace("''", "");
        shell.variables.put(
                ".commandLine",
                new DefaultParser().parse(typed, typed.length(), ParseContext.COMPLETE));
        List<?> shown = (List<?>) shell.evaluate("plugin:__candidates");
        assertEquals(candidates == null ? List.of() : List.of(candidates.split(" ")), shown);
    }
}
