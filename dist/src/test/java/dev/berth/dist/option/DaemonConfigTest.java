package dev.berth.dist.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonConfigTest {
    @TempDir Path folder;

    @Test
    void saysWhatTheCommandLineWould() throws Exception {
        Options options =
                parse(
                        """
                        {
                          "data-root": "/r", "exec-root": "/e", "debug": true, "pidfile": "/p",
                          "hosts": ["unix:///a", "tcp://127.0.0.1:1"], "tlsverify": true,
                          "tlscacert": "/ca", "tlscert": "/c", "tlskey": "/k", "group": "docker",
                          "live-restore": true, "shutdown-timeout": 9, "containerd": "/s",
                          "registry-mirrors": ["https://m"], "insecure-registries": ["i"],
                          "authorization-plugins": ["a", "b"], "max-download-attempts": 3,
                          "runtimes": {"o": {"path": "/x", "runtimeArgs": ["one", "two"]}},
                          "default-runtime": "o",
                          "log-driver": "json-file", "log-opts": {"max-size": "1m"},
                          "iptables": false
                        }
                        """);
        assertEquals(Path.of("/r"), options.root());
        assertEquals(Path.of("/e"), options.execRoot());
        assertEquals("DEBUG", options.logLevel());
        assertEquals(Optional.of(Path.of("/p")), options.pidFile());
        assertEquals(
                new ApiOptions(
                        List.of("unix:///a", "tcp://127.0.0.1:1"),
                        "docker",
                        "verify",
                        Path.of("/ca"),
                        Path.of("/c"),
                        Path.of("/k")),
                options.api());
        assertTrue(options.liveRestore());
        assertEquals(9, options.stopSeconds());
        assertEquals(Optional.of("/s"), options.containerd());
        assertEquals(List.of("docker.io=m"), options.registries().mirrors());
        assertEquals(List.of("i"), options.registries().insecure());
        assertEquals(3, options.registries().attempts().getAsInt());
        assertEquals(List.of("a", "b"), options.authorizationPlugins());
        assertEquals(new OciRuntime("o", "/x", List.of("one", "two")), options.runtime());
        assertEquals(2, options.notices().size());
    }

    @Test
    void isJoinedByWhatTheCommandLineSaysBesides() throws Exception {
        Options options = parse("{\"debug\": true}", "--root", "/r");
        assertEquals(Path.of("/r"), options.root());
        assertEquals("DEBUG", options.logLevel());
    }

    /** In dockerd's words where it has some. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"debug\":true}           | -D        | the following directives are specified"
                        + " both as a flag and in the configuration file: debug: (from flag: true,"
                        + " from file: true)",
                "{\"hosts\":[\"tcp://1.2.3.4:5\"],\"log-level\":\"warn\"} | -H unix:///s -l debug |"
                        + " the following directives are specified both as a flag and in the"
                        + " configuration file: hosts: (from flag: [unix:///s], from file:"
                        + " [tcp://1.2.3.4:5]), log-level: (from flag: debug, from file: warn)",
                "{\"nonsense\":1,\"Debug\":2} | -D | the following directives don't match any"
                        + " configuration option: nonsense, Debug",
                "{\"bip\":\"1.2.3.4/5\",\"iptables\":true} | -D | the following directives mean"
                        + " nothing here: bip (Berth makes no networks for containers), iptables"
                        + " (Berth makes no networks for containers)",
                "{\"runtimes\":{\"runc\":{\"path\":\"/x\"}}} | -D | runtime name 'runc' is"
                        + " reserved",
                "{\"runtimes\":{\"a\":{}}}  | -D | runtime 'a' has no path",
                "{\"runtimes\":[]}          | -D | runtimes takes {\"NAME\": {\"path\": \"/PATH\","
                        + " \"runtimeArgs\": [\"ARGUMENT\"]}}",
                "{\"default-runtime\":\"a\"} | -D | specified default runtime 'a' does not exist",
                "{\"registry-mirrors\":[\"https://m/x\"]} | -D | invalid mirror: path, query, or"
                        + " fragment at end of the URI \"https://m/x\"",
                "{\"live-restore\":\"yes\"} | -D | live-restore takes true or false",
                "{\"live-restore\":null}    | -D | live-restore takes true or false",
                "{\"shutdown-timeout\":\"3\"} | -D | shutdown-timeout takes a number",
                "{\"shutdown-timeout\":3.5} | -D | option --stop-timeout takes a whole number of"
                        + " seconds, not 3.5",
                "{\"hosts\":\"x\"}          | -D | hosts takes a list",
                "{\"hosts\":[1]}            | -D | hosts takes a text that is not empty",
                "{\"hosts\":[\"foo://x\"]}  | -D | Invalid bind address format: foo://x",
                "{\"log-level\":\"loud\"}   | -D | unknown log level \"loud\": use debug, info,"
                        + " warn, error or fatal",
                "[]                         | -D | it is no JSON object",
                "{} {}                      | -D | something follows its JSON object",
                "{\"a\": x}                 | -D | a value is expected, not \"x\", at line 1,"
                        + " column 7"
            })
    void isRefusedWithTheReason(String text, String options, String reason) throws Exception {
        Path file = Files.writeString(folder.resolve("d.json"), text);
        assertEquals(
                "unable to configure the Docker daemon with file %s: %s".formatted(file, reason),
                refusal(file, options.split(" ")));
    }

    @Test
    void isRefusedWhenItIsNotThereOrEndless() throws Exception {
        Path missing = folder.resolve("missing");
        assertEquals(
                "unable to configure the Docker daemon with file %1$s: open %1$s: no such file or"
                                .formatted(missing)
                        + " directory",
                refusal(missing));
        assertTrue(refusal(Path.of("/dev/zero")).endsWith("it has more than 1048576 bytes"));
        assertTrue(refusal(folder).contains(folder.toString()));
    }

    private Options parse(String text, String... options) throws Exception {
        return parse(Files.writeString(folder.resolve("d.json"), text), options);
    }

    private static Options parse(Path file, String... options)
            throws UsageException, ConfigFileException {
        List<String> line = new ArrayList<>(List.of("start", "--config-file", file.toString()));
        line.addAll(List.of(options));
        return OptionParser.parse(line, Map.of());
    }

    private static String refusal(Path file, String... options) throws IOException {
        return assertThrows(ConfigFileException.class, () -> parse(file, options)).getMessage();
    }

    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        Path file = folder.resolve("daemon.json");
        DocumentReaderContract.assertKept(
                """
                {"debug": true, "hosts": ["unix:///a"], "shutdown-timeout": 9, "containerd": "/s",
                 "runtimes": {"o": {"path": "/x", "runtimeArgs": ["one"]}}, "iptables": false}\
                """,
                ConfigFileException.class,
                document -> {
                    Files.write(file, document);
                    DaemonConfig.read(file.toString(), new OptionValues());
                });
    }
}
