package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.desired.PlannedPlugin.Change;
import dev.berth.plugin.error.InvalidDesiredStateException;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.testing.PlannedDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest extends CommandTest {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    @TempDir Path folder;
    private final PlannedDocument planned = new PlannedDocument();
    private String apply;

    @BeforeEach
    void writeADocument() throws Exception {
        Path file = Files.writeString(folder.resolve("plugins.yml"), "plugins:");
        apply = "plugin:apply -f " + file;
        shell.desired = planned;
    }

    private CommandFailure end(String line) {
        return assertThrows(CommandFailure.class, () -> shell.type(line));
    }

    @Test
    void showsThePlanAndAppliesIt() throws Exception {
        planned.with(Change.INSTALL, "acme/a:1", DONE, "install", "set DEBUG", "enable")
                .with(Change.UPDATE, "acme/b:1", DONE, "enable")
                .with(Change.NONE, "acme/c:1", DONE)
                .with(Change.END, "acme/d:1", DONE, "disable");
        assertEquals(
                """
                + acme/a:1: install, set DEBUG, enable
                ~ acme/b:1: enable
                = acme/c:1: unchanged
                - acme/d:1: disable
                Plan: 1 to install, 1 to update, 1 to end
                acme/a:1 is as wanted
                acme/b:1 is as wanted
                acme/d:1 is as wanted
                """,
                shell.type(apply + " --prune"));
        assertEquals(List.of("plugins: prune", "apply"), planned.asked);
    }

    @Test
    void changesNothingWithoutADifference() throws Exception {
        planned.with(Change.NONE, "acme/c:1", DONE);
        String shown = "= acme/c:1: unchanged\nPlan: nothing to change\n";
        assertEquals(shown, shell.type(apply));
        assertEquals(shown, shell.type(apply + " --dry-run"));
        assertEquals(List.of("plugins:", "plugins:"), planned.asked);
    }

    /** As diff(1) and {@code terraform plan -detailed-exitcode}, but an error is 1. */
    @Test
    void endsADryRunWithAnExitCodeOfItsOwnIfAnythingWouldChange() {
        planned.with(Change.INSTALL, "acme/a:1", DONE, "install");
        CommandFailure end = end(apply + " --dry-run");
        assertEquals("Plan: 1 to install, 0 to update, 0 to end", end.toString());
        assertEquals(2, end.getAsInt());
        assertEquals(List.of("plugins:"), planned.asked);
    }

    @Test
    void readsTheInput() throws Exception {
        shell.type("plugin:apply -f -", "{\"plugins\": []}");
        assertEquals(List.of("{\"plugins\": []}"), planned.asked);
    }

    @Test
    void saysWhyAPluginIsNotAsWanted() {
        planned.with(
                        Change.INSTALL,
                        "acme/a:1",
                        CompletableFuture.failedFuture(new IllegalStateException("no\u001b[2J")),
                        "install")
                .with(Change.INSTALL, "acme/b:1", new CompletableFuture<>(), "install");
        CommandFailure end = end(apply + " --wait-timeout 0");
        assertEquals("Error: 2 of 2 plugins are not as wanted; Berth keeps trying", end.toString());
        assertEquals(1, end.getAsInt());
    }

    @Test
    void refusesWhatItCannotUse() {
        assertEquals("a document is required: plugin:apply -f FILE", refusal("plugin:apply"));
        assertEquals(
                "open nowhere.yml: no such file or directory",
                refusal("plugin:apply -f nowhere.yml"));
        assertEquals(
                "invalid argument \"-1\" for \"--wait-timeout\" flag: a number of seconds"
                        + " from 0 to 86400 was expected",
                refusal(apply + " --wait-timeout -1"));
        shell.desired =
                (document, prune) -> {
                    throw new InvalidDesiredStateException(3, 7, "unknown key \"x\"");
                };
        assertEquals(
                "%s: line 3, column 7: unknown key \"x\"".formatted(folder.resolve("plugins.yml")),
                refusal(apply));
        shell.desired = null;
        assertEquals(
                "plugin:apply needs the bundle dev.berth.desired, which is not active",
                refusal(apply));
    }
}
