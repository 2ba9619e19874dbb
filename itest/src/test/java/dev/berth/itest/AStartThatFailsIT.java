package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.RealContainerd;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is configured and does not work ends the start, with one line that says what to do. */
class AStartThatFailsIT {
    /** A start that comes far enough also warns of a runc whose number is an old one. */
    private static final String RUNC = "is too old: plugins can get out";

    private EngineFolders folders;

    @BeforeAll
    static void containerd() {
        TestBed.up();
    }

    @BeforeEach
    void folders() throws IOException {
        folders = EngineFolders.fresh();
        Files.createDirectories(folders.base());
    }

    /**
     * {@code HOME} stands for a folder of the test, {@code FILE} for a file in it, {@code OPEN} for
     * a folder that everybody can write to, {@code LINK} for a link.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--root FILE                     | the folder FILE cannot be made",
                "--root /proc/x                  | the folder /proc/x cannot be made",
                "--exec-root FILE                | the folder FILE cannot be made",
                "--root OPEN/root                | is not safe: OPEN can be written by others",
                "--exec-root OPEN                | is not safe: OPEN can be written by others",
                "--root LINK                     | is not safe: LINK is a link: name the folder",
                "--exec-root /sys                | cannot make a folder for the OSGi framework in"
                        + " /sys",
                "--authorization-plugin nobody   | failed to validate authorization plugin: plugin"
                        + " \"nobody\" not found",
                "--socket FILE                   | FILE is there and is no socket: move it away",
                "--socket /proc/x/s              | folder /proc/x cannot be made",
                "--socket HOME/LONG              | the kernel takes 107 at most",
                "--containerd /nope.sock         | no containerd answers at /nope.sock: start it",
                "--containerd FILE               | no containerd answers at FILE: start it",
                "--containerd own --exec-root HOME/LONG | choose a shorter --exec-root",
                "--legacy-dir FILE               | --legacy-dir FILE is no folder: name another",
                "--layout reg.example=/nope      | /nope is no folder; make it, or name another",
                "--layout reg.example=FILE       | FILE is no folder; make it, or name another",
                "--layout r.x=/tmp --layout r.x=/var | are for the same registry",
                "--insecure-registry http://x/y  | \"http://x/y\" is not HOST[:PORT]",
                "env HTTPS_PROXY=::no::          | ::no::",
                "env NOTIFY_SOCKET=/nope.sock    | the service manager at NOTIFY_SOCKET=/nope.sock"
                        + " cannot be told"
            })
    void saysWhatIsWrongAndEnds(String options, String message) throws Exception {
        Path file = Files.writeString(folders.base().resolve("file"), "");
        Path open = Files.createDirectory(folders.base().resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(folders.base().resolve("link"), folders.base());
        assertFails(1, filled(options, file), filled(message, file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--log-level loud                | unknown log level \"loud\"",
                "env BERTH_LOG_LEVEL=loud        | unknown log level \"loud\"",
                "--stop-timeout 0                | option --stop-timeout takes a whole number of"
                        + " seconds, not 0",
                "--stop-timeout soon             | option --stop-timeout takes a whole number of"
                        + " seconds, not soon",
                "--layout nonsense               | --layout takes REGISTRY=DIR, not nonsense",
                "--root                          | option --root needs a value",
                "--nonsense                      | unknown option: --nonsense"
            })
    void saysWhatIsMisspelt(String options, String message) throws Exception {
        ServerProcess engine = start(options);
        assertEquals(2, engine.awaitEnd(), engine.output());
        assertTrue(engine.output().startsWith("berth: " + message), engine.output());
    }

    @Test
    void leavesASocketToWhoListensThere() throws Exception {
        Path socket = folders.base().resolve("other.sock");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            assertFails(1, "--socket " + socket, "the socket %s is in use".formatted(socket));
        }
    }

    @Test
    void leavesARootToTheEngineThatHasIt() throws Exception {
        try (ServerProcess first = start("")) {
            first.awaitReady();
            assertFails(
                    1,
                    "--socket %s --exec-root %s"
                            .formatted(
                                    folders.base().resolve("2.sock"), folders.base().resolve("y")),
                    folders.root().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"runc", "containerd-shim-runc-v2", "containerd", "setsid"})
    void namesAProgramThatIsNotInstalled(String program) throws Exception {
        assertFails(
                1,
                "env PATH=%s --containerd own".formatted(pathWithout(program)),
                program + " is not installed");
    }

    /** In a user namespace the files are still this user's. */
    @Test
    void asksForRoot() throws Exception {
        assertFails(
                1,
                "unshare --user --map-user=1000",
                "Berth needs root, it starts containers and mounts file systems, and was started by"
                        + " user 1000: start it with sudo");
    }

    @Test
    void saysThatAContainerdOfTheHostFindsNoRunc() throws Exception {
        try (RealContainerd containerd =
                RealContainerd.start(folders.base().resolve("c"), pathWithout("runc").toString())) {
            containerd.awaitReady();
            assertFails(
                    1,
                    "--containerd " + containerd.socket(),
                    "runc is not installed where the containerd at " + containerd.socket());
        }
    }

    private Path pathWithout(String program) throws IOException {
        Path path = Files.createDirectory(folders.base().resolve("path"));
        for (String folder : System.getenv("PATH").split(":")) {
            link(Path.of(folder), path, program);
        }
        return path;
    }

    private static void link(Path from, Path to, String without) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var programs = Files.newDirectoryStream(from)) {
            for (Path program : programs) {
                Path link = to.resolve(program.getFileName());
                if (!program.endsWith(without) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, program.toAbsolutePath());
                }
            }
        }
    }

    private String filled(String text, Path file) {
        return text.replace("FILE", file.toString())
                .replace("OPEN", folders.base().resolve("open").toString())
                .replace("LINK", folders.base().resolve("link").toString())
                .replace("HOME", folders.base().toString())
                .replace("LONG", "l".repeat(100));
    }

    private void assertFails(int code, String options, String message) throws Exception {
        ServerProcess engine = start(options);
        int end = engine.awaitEnd();
        List<String> lines =
                engine.output()
                        .lines()
                        .filter(line -> !line.contains(" INFO ") && !line.contains(RUNC))
                        .toList();
        assertAll(
                () -> assertEquals(code, end, engine.output()),
                () -> assertEquals(1, lines.size(), engine.output()),
                () -> assertTrue(lines.get(0).startsWith("Error: "), engine.output()),
                () -> assertTrue(lines.get(0).contains(message), engine.output()),
                () -> assertFalse(engine.output().contains(" is ready: "), engine.output()));
    }

    /** Options stand behind the usual ones and have the last word. */
    private ServerProcess start(String options) {
        List<String> words = new ArrayList<>(Arrays.asList(options.split(" +")));
        words.removeIf(String::isEmpty);
        List<String> command = new ArrayList<>();
        if (!words.isEmpty() && words.get(0).equals("env")) {
            command.addAll(List.of("/usr/bin/env", words.get(1)));
            words.subList(0, 2).clear();
        } else if (words.contains("unshare")) {
            command.addAll(words);
            words.clear();
        }
        command.addAll(
                List.of(
                        System.getProperty("berth.dist") + "/bin/berth",
                        "start",
                        "--root",
                        folders.root().toString(),
                        "--exec-root",
                        folders.execRoot().toString(),
                        "--containerd",
                        TestBed.containerd().toString()));
        command.addAll(words);
        return ServerProcess.start("berth", Pattern.compile("is ready"), command);
    }
}
