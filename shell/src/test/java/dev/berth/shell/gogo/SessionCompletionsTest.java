package dev.berth.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.command.CommandTable;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.TypedShell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionCompletionsTest {
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
                        "-a plugin:__candidates"),
                completions.get("plugin:save"));
    }

    @Test
    void areAddedOnceInASession() throws Exception {
        complete();
        shell.type("plugin:names; plugin:names");
        shell.type("plugin:names");
        assertEquals(
                List.of("-d Show the privileges that a plugin in a registry asks for"),
                completions.get("plugin:privileges"));
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

    private static Set<String> commands() {
        return CommandTable.ALL.stream()
                .map(command -> command.syntax().command())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
