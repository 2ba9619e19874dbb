package dev.berth.dist.option;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {

    @Test
    void startsWithTheHostsFoldersWhenNothingIsSaid() throws UsageException, ConfigFileException {
        Options options = parse("start");
        assertEquals(new Options.Serve(), options.mode());
        assertEquals(Path.of("/var/lib/berth"), options.root());
        assertEquals(Path.of("/run/berth"), options.execRoot());
        assertEquals(Optional.empty(), options.containerd());
        assertEquals(List.of(), options.legacyDirs());
        assertEquals(List.of(), options.registries().insecure());
        assertEquals(List.of(), options.registries().layouts());
        assertEquals(List.of(), options.authorizationPlugins());
        assertFalse(options.liveRestore());
        assertEquals("INFO", options.logLevel());
    }

    @Test
    void saysEachThingAndSomeOfThemRepeatedly() throws UsageException, ConfigFileException {
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
        assertEquals(List.of("h:5000", "i"), options.registries().insecure());
        assertEquals(List.of("r.io=/l"), options.registries().layouts());
        assertEquals(List.of("b", "a"), options.authorizationPlugins());
        assertTrue(options.liveRestore());
        assertEquals("DEBUG", options.logLevel());
    }

    @Test
    void makesPathsAbsolute() throws UsageException, ConfigFileException {
        assertEquals(Path.of("x").toAbsolutePath(), parse("start --root x").root());
    }

    @Test
    void takesARegistryAndAFolderForALayout() throws UsageException, ConfigFileException {
        assertEquals(
                List.of("r.io=" + Path.of("x").toAbsolutePath()),
                parse("start --layout r.io=x").registries().layouts());
        for (String wrong : List.of("r.io", "=x", "r.io=")) {
            UsageException e =
                    assertThrows(UsageException.class, () -> parse("start --layout " + wrong));
            assertEquals("--layout takes REGISTRY=DIR, not " + wrong, e.getMessage());
        }
    }

    @Test
    void asksForAContainerdOfBerthsOwnByAWord() throws UsageException, ConfigFileException {
        assertEquals(Optional.of("own"), parse("start --containerd own").containerd());
    }

    @Test
    void logsLessInTheShell() throws UsageException, ConfigFileException {
        assertEquals("WARN", parse("shell").logLevel());
        assertEquals(new Options.Interactive(), parse("shell").mode());
    }

    @Test
    void takesTheLogLevelFromTheEnvironment() throws UsageException, ConfigFileException {
        Options options = OptionParser.parse(List.of("start"), Map.of("BERTH_LOG_LEVEL", "error"));
        assertEquals("ERROR", options.logLevel());
    }

    @Test
    void runsTheLinesOfAScript(@TempDir Path folder)
            throws UsageException, ConfigFileException, IOException {
        Path script = Files.write(folder.resolve("s"), List.of("# hello", "plugin:ls"));
        assertEquals(
                new Options.Run(new Options.Script(List.of("# hello", "plugin:ls"), true)),
                parse("shell " + script).mode());
    }

    @Test
    void runsOneCommandWithoutShowingIt() throws UsageException, ConfigFileException {
        Options options = OptionParser.parse(List.of("shell", "-c", "plugin:ls -q"), Map.of());
        assertEquals(
                new Options.Run(new Options.Script(List.of("plugin:ls -q"), false)),
                options.mode());
    }

    @Test
    void helps() throws UsageException, ConfigFileException {
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
                "unknown log level \"loud\": use debug, info, warn, error or fatal",
                refusal("start --log-level loud"));
        assertEquals("only one script or command can be run", refusal("shell -c a -c b"));
        assertTrue(refusal("shell /no/such/script").startsWith("cannot read the script"));
    }

    @Test
    void takesDockerdsSpellings() throws UsageException, ConfigFileException {
        Options options =
                parse(
                        "start --data-root /r -H unix:///a -Htcp://h:1 -H=:2 --tls=false -D"
                                + " --shutdown-timeout 7 -p /p --live-restore=false -G docker");
        assertEquals(Path.of("/r"), options.root());
        assertEquals(List.of("unix:///a", "tcp://h:1", "tcp://127.0.0.1:2"), options.api().hosts());
        assertEquals("off", options.api().tls());
        assertEquals("docker", options.api().group());
        assertEquals(7, options.stopSeconds());
        assertEquals(Optional.of(Path.of("/p")), options.pidFile());
        assertFalse(options.liveRestore());
        assertEquals("DEBUG", options.logLevel());
        assertEquals("ERROR", parse("start -lerror").logLevel());
        assertEquals("DEBUG", parse("start -Dl error").logLevel());
        assertEquals(new Options.ShowVersion(), parse("start -v").mode());
        assertEquals(new Options.Validate(), parse("start --validate").mode());
    }

    @Test
    void letsTcpBeEncryptedAsDockerdDoes() throws UsageException, ConfigFileException {
        assertEquals("verify", parse("start -H tcp:// --tlsverify").api().tls());
        assertEquals("encrypt", parse("start -H tcp:// --tls").api().tls());
        assertEquals("encrypt", parse("start -H tcp:// --tlsverify=false").api().tls());
        assertEquals("verify", parse("start -H tcp:// --tls --tlsverify").api().tls());
        assertEquals(List.of("tcp://127.0.0.1:2376"), parse("start -H tcp:// --tls").api().hosts());
        assertEquals(
                List.of("tcp://0.0.0.0:2375"), parse("start -H 0.0.0.0 --tls=false").api().hosts());
        assertEquals(List.of("tcp://[::1]:5"), parse("start -H tcp://[::1]:5 --tls").api().hosts());
        assertEquals(
                List.of("unix:///e/berth.sock"),
                parse("start -H unix:// --exec-root /e").api().hosts());
    }

    @Test
    void opensNoTcpToEverybodyUnlessThatIsSaid() {
        assertEquals(
                "tcp://0.0.0.0:2375 without --tlsverify is insecure and gives root access on this"
                    + " machine to everyone who has access to your network: give --tlsverify, or,"
                    + " if that is meant, --tls=false",
                refusal("start -H tcp://0.0.0.0:2375"));
    }

    @Test
    void findsCertificatesWhereDockerDoes() throws UsageException, ConfigFileException {
        assertEquals(
                Path.of("/h/.docker/key.pem"),
                OptionParser.parse(List.of("start"), Map.of("HOME", "/h")).api().key());
        assertEquals(
                Path.of("/c/ca.pem"),
                OptionParser.parse(List.of("start"), Map.of("DOCKER_CERT_PATH", "/c"))
                        .api()
                        .authority());
    }

    @Test
    void choosesAnOciRuntime() throws UsageException, ConfigFileException {
        assertEquals(
                new OciRuntime("a", "/x", List.of()),
                parse("start --add-runtime a=/x --add-runtime b=y --default-runtime a").runtime());
        assertEquals(OciRuntime.RUNC, parse("start --add-runtime a=/x").runtime());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-H fd://                    | fd:// means nothing here: Java takes over no"
                        + " listening socket of systemd's; use unix://PATH",
                "-H foo://x                  | Invalid bind address format: foo://x",
                "-H npipe:////./x            | Invalid bind address format: npipe:////./x",
                "-H tcp://x:y --tls          | Invalid bind address format: tcp://x:y",
                "-H tcp://x:99999 --tls      | Invalid bind address format: tcp://x:99999",
                "-H tcp://x:1/p --tls        | Invalid bind address format: tcp://x:1/p",
                "-H tcp://u@x:1 --tls        | Invalid bind address format: tcp://u@x:1",
                "-H                          | option -H needs a value",
                "--debug=maybe               | option --debug takes true or false, not maybe",
                "--add-runtime foo           | invalid runtime argument: foo",
                "--add-runtime foo=          | invalid runtime argument: foo=",
                "--add-runtime =x            | invalid runtime argument: =x",
                "--add-runtime runc=/x       | runtime name 'runc' is reserved",
                "--add-runtime ../a=/x       | invalid runtime name: ../a",
                "--add-runtime a=/x --add-runtime a=/y | runtime 'a' was already defined",
                "--default-runtime foo       | specified default runtime 'foo' does not exist",
                "--registry-mirror m.example | invalid mirror: unsupported scheme \"\" in"
                        + " \"m.example\"",
                "--registry-mirror ftp://m   | invalid mirror: unsupported scheme \"ftp\" in"
                        + " \"ftp://m\"",
                "--registry-mirror http://m/x | invalid mirror: path, query, or fragment at end of"
                        + " the URI \"http://m/x\"",
                "--registry-mirror https://m?x=1 | invalid mirror: path, query, or fragment at end"
                        + " of the URI \"https://m?x=1\"",
                "--registry-mirror https://u:p@m/ | invalid mirror: username/password not allowed"
                        + " in URI",
                "--registry-mirror https://  | invalid mirror: \"https://\" is not a valid URI",
                "--max-download-attempts 0   | option --max-download-attempts takes a whole number"
                        + " of attempts, not 0",
                "--bip 10.0.0.1/24           | --bip means nothing here: Berth makes no networks"
                        + " for containers",
                "-s zfs                      | -s means nothing here: a plugin's root filesystem is"
                        + " a folder of the root",
                "--iptables                  | --iptables means nothing here: Berth makes no"
                        + " networks for containers",
                "--iptables=perhaps          | option --iptables takes true or false, not perhaps",
                "--nonsense=1                | unknown option: --nonsense",
                "-x                          | unknown option: -x"
            })
    void saysWhatItDoesNotTakeAndWhy(String options, String message) {
        assertEquals(message, refusal("start " + options));
    }

    @Test
    void letsPassWhatAsksForNothing() throws UsageException, ConfigFileException {
        assertEquals(List.of(), parse("start --iptables=false --ip-masq=false --ipv6=0").notices());
    }

    @Test
    void saysOfWhatMobysTestsGiveThatItHasNoEffect() throws UsageException, ConfigFileException {
        String reason = " has no effect: it is for containers, and Berth runs plugins only";
        assertEquals(
                List.of(
                        "--userland-proxy" + reason,
                        "--containerd-namespace" + reason,
                        "--log-driver" + reason,
                        "--log-opt" + reason),
                parse(
                                "start --userland-proxy=true --containerd-namespace n"
                                        + " --log-driver=test --log-opt=foo=bar")
                        .notices());
    }

    private static Options parse(String line) throws UsageException, ConfigFileException {
        return OptionParser.parse(List.of(line.split(" ")), Map.of());
    }

    private static String refusal(String line) {
        return assertThrows(UsageException.class, () -> parse(line)).getMessage();
    }
}
