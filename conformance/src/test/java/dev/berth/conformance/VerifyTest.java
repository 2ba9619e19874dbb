package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.sdk.ListeningPlugin;
import dev.berth.sdk.PluginEndpoint;
import dev.berth.sdk.PluginServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyTest {
    private static final String HANDSHAKE =
            "Plugin.Activate answers {\"Implements\": [...]}, the protocols that it speaks";

    @TempDir Path folder;

    private CheckReport check(String... options) {
        List<String> arguments =
                Stream.concat(Stream.of(options), Stream.of(folder.resolve("p.sock").toString()))
                        .toList();
        CheckReport report = new CheckReport(finding -> {});
        Verify.check(VerifyArguments.parse(arguments), Duration.ofMillis(500), report);
        return report;
    }

    @Test
    void checksAllProtocolsOfTheHandshake() throws Exception {
        try (ListeningPlugin plugin =
                PluginServer.create()
                        .network(new GoodNetworks())
                        .ipam(new GoodAddresses())
                        .listen(PluginEndpoint.unix(folder.resolve("p.sock").toString()))) {
            CheckReport report = check();
            assertEquals(List.of(), CheckedProtocol.wrong(report), plugin.address());
            assertTrue(
                    report.summary()
                            .endsWith(
                                    "/docs/remote.md,"
                                        + " https://github.com/moby/moby/blob/master/libnetwork/docs/ipam.md"),
                    report.summary());
        }
    }

    @Test
    void checksTheProtocolsThatAreNamed() throws Exception {
        try (ListeningPlugin plugin =
                PluginServer.create()
                        .ipam(new GoodAddresses())
                        .listen(PluginEndpoint.unix(folder.resolve("p.sock").toString()))) {
            CheckReport report =
                    check("--protocol", "docker.IpamDriver/1.0", "--protocol", "docker.authz");
            assertEquals(
                    List.of(
                            "Plugin.Activate answers {\"Implements\": [\"IpamDriver\", \"authz\"]},"
                                    + " should the plugin run by itself"),
                    CheckedProtocol.notes(report).subList(0, 1),
                    plugin.address());
            assertTrue(
                    CheckedProtocol.wrong(report)
                            .contains("AuthZPlugin.AuthZReq answers {\"Allow\": true or false}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | it answers 200 {}",
                "{\"Implements\": [\"GraphDriver\"]} | there are checks of none that it names",
                "{\"Implements\": \"VolumeDriver\"} | \"Implements\" is a string, not a list",
            })
    void saysWhatIsWrongWithAHandshake(String answer, String detail) throws Exception {
        try (SameAnswer plugin = SameAnswer.at(folder.resolve("p.sock"), answer)) {
            CheckReport report = check();
            assertEquals(1, report.findings().size(), plugin.toString());
            assertEquals(HANDSHAKE, report.findings().get(0).rule());
            assertEquals(detail, report.findings().get(0).detail());
        }
    }

    /** Each protocol's rule for a request that cannot be read. */
    @ParameterizedTest
    @CsvSource({
        "docker.volumedriver, VolumeDriver.Create",
        "docker.networkdriver, NetworkDriver.CreateNetwork",
        "docker.ipamdriver, IpamDriver.RequestPool",
        "docker.authz, AuthZPlugin.AuthZReq",
        "docker.authz, AuthZPlugin.AuthZRes",
        "docker.logdriver, LogDriver.StartLogging"
    })
    void findsAnAnswerToWhatIsNoRequest(String protocol, String method) throws Exception {
        try (SameAnswer plugin = SameAnswer.at(folder.resolve("p.sock"), "{\"Allow\": true}")) {
            CheckReport report =
                    check("--logging", folder.resolve("fifos").toString(), "--protocol", protocol);
            List<String> wrong = CheckedProtocol.wrong(report);
            assertTrue(
                    wrong.stream().anyMatch(each -> each.startsWith(method + " of a body that is")),
                    () -> wrong + plugin.toString());
        }
    }

    @Test
    void saysWhatArgumentsAreWrong() throws Exception {
        Path socket = Files.createFile(folder.resolve("s"));
        assertWrong("say which plugin: the socket that it listens on");
        assertWrong("/no/such is no socket", "/no/such");
        assertWrong("there is no option --fast", "--fast", "1", socket.toString());
        assertWrong(
                "there are no checks of the protocol \"docker.magic/1.0\"",
                "--protocol",
                "docker.magic/1.0",
                socket.toString());
    }

    private static void assertWrong(String message, String... arguments) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> VerifyArguments.parse(List.of(arguments)))
                        .getMessage());
    }

    @Test
    void readsTheFolderOfFifosAndTheCommand() throws Exception {
        Path socket = Files.createFile(folder.resolve("s"));
        VerifyArguments arguments =
                VerifyArguments.parse(
                        List.of("--logging", "/fifos", socket.toString(), "restart", "--now"));
        assertEquals(List.of("restart", "--now"), arguments.restart());
        assertEquals(new FifoFolder(Path.of("/fifos"), "/run/docker/logging"), arguments.fifos());
    }
}
