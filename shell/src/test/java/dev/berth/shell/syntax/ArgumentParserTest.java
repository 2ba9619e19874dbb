package dev.berth.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.console.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {
    private static final CommandFlag FORCE = CommandFlag.of("force it", "-f", "--force");
    private static final CommandFlag QUIET = CommandFlag.of("say less", "-q");
    private static final CommandFlag OUTPUT =
            CommandFlag.taking("string", "where to", "-o", "--output");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("rm", "remove").with(FORCE, QUIET, OUTPUT).taking("PLUGIN", 1, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a -o x -f -q",
                "-f -q -o x a",
                "-fq --output x a",
                "-fqox a",
                "-fqo=x a",
                "--force=true -q=1 -o first --output=x a"
            })
    void readsFlagsAsDockerDoes(String line) throws CommandFailure {
        ParsedArguments parsed = parse(line);
        assertTrue(parsed.has(FORCE));
        assertTrue(parsed.has(QUIET));
        assertEquals("x", parsed.value(OUTPUT, ""));
        assertEquals(List.of("a"), parsed.words());
    }

    @Test
    void readsNothingButArgumentsAfterTwoDashes() throws CommandFailure {
        ParsedArguments parsed = parse("-f=false -- -q --output");
        assertEquals(List.of("-q", "--output"), parsed.words());
        assertFalse(parsed.has(FORCE));
        assertEquals(List.of("-"), parse("-").words());
    }

    @Test
    void keepsAllValuesInTheirOrder() throws CommandFailure {
        assertEquals(List.of("2", "1"), parse("a -o 2 --output 1").all(OUTPUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "a b c -h", "--unknown-after --help"})
    void asksForNothingElseBesideHelp(String line) throws CommandFailure {
        if (line.startsWith("--unknown")) {
            assertThrows(CommandFailure.class, () -> parse(line));
        } else {
            assertTrue(parse(line).help());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a --now       | unknown flag: --now",
                "a --now=1     | unknown flag: --now",
                "a -fx         | unknown shorthand flag: 'x' in -fx",
                "a -o          | flag needs an argument: 'o' in -o",
                "a --output    | flag needs an argument: --output",
                "a --force=x   | invalid argument \"x\" for \"-f, --force\" flag: true or false was"
                        + " expected",
                "-f            | \"plugin:rm\" requires at least 1 argument.",
                "a b c         | \"plugin:rm\" requires at most 2 arguments."
            })
    void refusesTheOthersInDockersWords(String line, String why) {
        String message = assertThrows(CommandFailure.class, () -> parse(line)).getMessage();
        assertEquals(
                why + "\nSee 'plugin:rm --help'.\n\nUsage:  plugin:rm [OPTIONS] PLUGIN", message);
    }

    @Test
    void saysHowManyArgumentsThereAre() {
        assertEquals(
                "\"plugin:ls\" accepts no arguments.",
                firstLine(CommandSyntax.of("ls", "list"), "a"));
        assertEquals(
                "\"plugin:push\" requires exactly 1 argument.",
                firstLine(CommandSyntax.of("push", "push").taking("PLUGIN", 1, 1), "a b"));
    }

    private static String firstLine(CommandSyntax syntax, String line) {
        return assertThrows(
                        CommandFailure.class,
                        () -> ArgumentParser.parse(syntax, List.of(line.split(" "))))
                .getMessage()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static ParsedArguments parse(String line) throws CommandFailure {
        return ArgumentParser.parse(SYNTAX, List.of(line.split(" ")));
    }
}
