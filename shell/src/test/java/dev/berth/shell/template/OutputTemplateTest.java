package dev.berth.shell.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.shell.console.CommandFailure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected texts are those of {@code docker inspect --format} of the same JSON. */
class OutputTemplateTest {
    private static final String FUNCTIONS = "print, json, len, index, join, lower, upper";
    private static final String OBJECT =
            """
            {"Name":"Vol","Enabled":true,"Since":null,
             "Settings":{"Env":["A=1","B=2"],"Args":[],"Mounts":[{"Source":"/x","Name":"s"}]}}
            """;

    private static String print(String template) throws Exception {
        JsonNode object = new ObjectMapper().readTree(OBJECT);
        return OutputTemplate.parse(template).text(object);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no action|no action",
                "{{.Name}}|Vol",
                "{{ .Name }}: {{.Enabled}}!|Vol: true!",
                "{{.Settings.Env}}|[A=1 B=2]",
                "{{.Settings.Args}}|[]",
                "{{.Settings.Mounts}}|[map[Name:s Source:/x]]",
                "{{.Since}}|<no value>",
                "{{json .Settings.Env}}|[\"A=1\",\"B=2\"]",
                "{{json .Since}}|null",
                "{{len .Settings.Env}} {{len .Name}}|2 3",
                "{{index .Settings.Env 1}}|B=2",
                "{{index .Settings \"Env\"}}|[A=1 B=2]",
                "{{join .Settings.Env \", \"}}|A=1, B=2",
                "{{upper .Name}}{{lower .Name}}|VOLvol",
            })
    void printsFieldsAndFunctionsOfThem(String template, String expected) throws Exception {
        assertEquals(expected, print(template));
    }

    @Test
    void anEscapeInAStringIsWhatItIsInGo() throws Exception {
        assertEquals("A=1\n\"B=2", print("{{join .Settings.Env \"\\n\\\"\"}}"));
    }

    static Stream<Arguments> refused() {
        String known = " is not supported; there are fields and " + FUNCTIONS;
        return Stream.of(
                arguments("{{range .Settings.Env}}x{{end}}", "\"range\"" + known),
                arguments("{{-.Name}}", "\"-.Name\"" + known),
                arguments("{{.Name | upper}}", "\"|\" is not supported"),
                arguments("{{.Name", "unclosed action"),
                arguments("{{}}", "missing value for command"),
                arguments("{{json}}", "wrong number of arguments for json: want 1, got 0"),
                arguments("{{json Name}}", "\"Name\" is not a field"),
                arguments("{{join .Name x}}", "\"x\" is not supported"),
                arguments("{{join .Name \"}}", "\"\"\" is not supported"),
                arguments("{{.Nam}}", "there is no field \"Nam\" in ."),
                arguments("{{.Settings.Env.X}}", "there is no field \"X\" in .Settings.Env"),
                arguments("{{index .Settings.Env 2}}", "there is no element 2"),
                arguments("{{join .Name \"x\"}}", "join of what is not a list"),
                arguments("{{len .Enabled}}", "len of true"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesByNameWhatItDoesNotTake(String template, String why) {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> print(template));
        assertEquals("template parsing error: " + why, failure.getMessage());
    }
}
