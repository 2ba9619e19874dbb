package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionParserTest {

    @Test
    void startsWithTheHostsFoldersWhenNothingIsSaid() throws UsageException {
        Options options = parse("start");
        assertEquals(new Options.Serve(), options.mode());
        assertEquals(Path.of("/var/lib/berth"), options.root());
        assertEquals(Path.of("/run/berth"), options.execRoot());
        assertEquals(Optional.empty(), options.containerd());
        assertEquals(List.of(), options.legacyDirs());
        assertEquals(List.of(), options.insecureRegistries());
        assertEquals(List.of(), options.layouts());
        assertEquals(List.of(), options.authorizationPlugins());
        assertFalse(options.liveRestore());
        assertEquals("info", options.logLevel());
    }

    @Test
    void saysEachThingAndSomeOfThemRepeatedly() throws UsageException {
        Options options =
                parse(
                        "start --root /r --exec-root=/e --containerd unix:///c.sock --legacy-dir /a"
                            + " --legacy-dir /b --insecure-registry h:5000 --insecure-registry=i"
                            + " --layout r.io=/l --live-restore --log-level debug"
                            + " --authorization-plugin b --authorization-plugin=a");
        assertEquals(Path.of("/r"), options.root());
        assertEquals(Path.of("/e"), options.execRoot());
        assertEquals(Optional.of("/c.sock"), options.containerd());
        assertEquals(List.of(Path.of("/a"), Path.of("/b")), options.legacyDirs());
        assertEquals(List.of("h:5000", "i"), options.insecureRegistries());
        assertEquals(List.of("r.io=/l"), options.layouts());
        assertEquals(List.of("b", "a"), options.authorizationPlugins());
        assertTrue(options.liveRestore());
        assertEquals("debug", options.logLevel());
    }

    @Test
    void makesPathsAbsolute() throws UsageException {
        assertEquals(Path.of("x").toAbsolutePath(), parse("start --root x").root());
    }

    @Test
    void takesARegistryAndAFolderForALayout() throws UsageException {
        assertEquals(
                List.of("r.io=" + Path.of("x").toAbsolutePath()),
                parse("start --layout r.io=x").layouts());
        for (String wrong : List.of("r.io", "=x", "r.io=")) {
            UsageException e =
                    assertThrows(UsageException.class, () -> parse("start --layout " + wrong));
            assertEquals("--layout takes REGISTRY=DIR, not " + wrong, e.getMessage());
        }
    }

    @Test
    void asksForAContainerdOfBerthsOwnByAWord() throws UsageException {
        assertEquals(Optional.of("own"), parse("start --containerd own").containerd());
    }

    @Test
    void logsLessInTheShell() throws UsageException {
        assertEquals("warn", parse("shell").logLevel());
        assertEquals(new Options.Interactive(), parse("shell").mode());
    }

    @Test
    void takesTheLogLevelFromTheEnvironment() throws UsageException {
        Options options = OptionParser.parse(List.of("start"), Map.of("BERTH_LOG_LEVEL", "error"));
        assertEquals("error", options.logLevel());
    }

    @Test
    void runsTheLinesOfAScript(@TempDir Path folder) throws UsageException, IOException {
        Path script = Files.write(folder.resolve("s"), List.of("# hello", "plugin:ls"));
        assertEquals(
                new Options.Run(new Options.Script(List.of("# hello", "plugin:ls"), true)),
                parse("shell " + script).mode());
    }

    @Test
    void runsOneCommandWithoutShowingIt() throws UsageException {
        Options options = OptionParser.parse(List.of("shell", "-c", "plugin:ls -q"), Map.of());
        assertEquals(
                new Options.Run(new Options.Script(List.of("plugin:ls -q"), false)),
                options.mode());
    }

    @Test
    void helps() throws UsageException {
        assertEquals(new Options.Help(), parse("start --help").mode());
        assertEquals(new Options.Help(), OptionParser.parse(List.of(), Map.of()).mode());
    }

    @Test
    void saysWhichWordIsNotUnderstood() {
        assertEquals("unknown option: --rot", refusal("start --rot /x"));
        assertEquals("unknown command: begin", refusal("begin"));
        assertEquals("unexpected argument: now", refusal("start now"));
        assertEquals("option --root needs a value", refusal("start --root"));
        assertEquals("unknown option: -c", refusal("start -c plugin:ls"));
        assertEquals(
                "unknown log level \"loud\": use debug, info, warn or error",
                refusal("start --log-level loud"));
        assertEquals("only one script or command can be run", refusal("shell -c a -c b"));
        assertTrue(refusal("shell /no/such/script").startsWith("cannot read the script"));
    }

    private static Options parse(String line) throws UsageException {
        return OptionParser.parse(List.of(line.split(" ")), Map.of());
    }

    private static String refusal(String line) {
        return assertThrows(UsageException.class, () -> parse(line)).getMessage();
    }
}
