package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.TypedShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandCompletionsTest {
    private static final Pattern FUNCTION =
            Pattern.compile("name=\"osgi.command.function\"[^>]*>(\\w+)<");

    private final TypedShell shell = new TypedShell(new RecordingManager());
    private final Map<String, List<String>> completions = new HashMap<>();

    @AfterEach
    void closeTheShell() {
        shell.close();
    }

    @Test
    void areAddedForEveryCommandOfTheBundle() throws Exception {
        complete();
        shell.type("plugin:names");
        assertEquals(commands(), new TreeSet<>(completions.keySet()));
        assertEquals(
                List.of(
                        "-d List plugins",
                        "-s q -l quiet --description Only display plugin IDs",
                        "-l no-trunc --description Don't truncate output",
                        "-s f -l filter --description Provide filter values: enabled=true|false,"
                                + " capability=volumedriver"),
                completions.get("plugin:ls"));
        assertEquals(
                List.of(
                        "-d Save a plugin to a tar archive (streamed to STDOUT by default)",
                        "-s o -l output -a __files --description Write to a file, instead of"
                                + " STDOUT",
                        "-a plugin:names"),
                completions.get("plugin:save"));
    }

    @Test
    void areAddedOnceInASession() throws Exception {
        complete();
        shell.type("plugin:names; plugin:names");
        shell.type("plugin:names");
        assertEquals(
                List.of("-d The names of all plugins, as a list for scripts"),
                completions.get("plugin:names"));
    }

    @Test
    void areLeftOutWhereNothingCompletes() throws Exception {
        shell.type("plugin:names");
        assertTrue(completions.isEmpty());
    }

    /** Does as Gogo's JLine shell, which keeps them in the session. */
    private void complete() {
        shell.variables.put(".completions", completions);
        shell.complete(completions);
    }

    private static Set<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        try (Stream<Path> components = Files.list(Path.of("target/classes/OSGI-INF"))) {
            for (Path component : components.toList()) {
                Matcher function = FUNCTION.matcher(Files.readString(component));
                if (function.find()) {
                    commands.add("plugin:" + function.group(1));
                }
            }
        }
        return commands;
    }
}
