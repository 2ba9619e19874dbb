package dev.berth.discovery.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.discovery.folder.CandidateFile;
import dev.berth.discovery.folder.FileKind;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyEndpoint.Tls;
import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointReaderTest {
    private static final EndpointReader READER = new EndpointReader("");

    @TempDir Path folder;

    @Test
    void readsTls() throws Exception {
        LegacyEndpoint endpoint =
                json(
                        """
                        {
                          "Name": "does not count",
                          "addr": "tcp://a.example:99",
                          "TLSConfig": {
                            "InsecureSkipVerify": true,
                            "CAFile": "/c/ca.pem", "CertFile": "/c/cert.pem", "KeyFile": "/c/key.pem"
                          },
                          "Unknown": [1, 2]
                        }
                        """);
        assertEquals("p", endpoint.name());
        assertEquals(URI.create("tcp://a.example:99"), endpoint.address());
        assertEquals(
                Optional.of(
                        Tls.of()
                                .withCaFile(Path.of("/c/ca.pem"))
                                .withCertFile(Path.of("/c/cert.pem"))
                                .withKeyFile(Path.of("/c/key.pem"))
                                .withInsecureSkipVerify(true)),
                endpoint.tls());
    }

    @Test
    void readsThatCertificatesAreVerifiedUnlessTheFileSaysOtherwise() throws Exception {
        LegacyEndpoint endpoint = json("{\"Addr\":\"https://a.example\",\"TLSConfig\":{}}");
        assertEquals(Optional.of(Tls.of()), endpoint.tls());
        assertEquals(Optional.empty(), json("{\"Addr\":\"tcp://a:1\",\"TLSConfig\":null}").tls());
        assertEquals(Optional.empty(), json("{\"Addr\":\"unix:///a\",\"TLSConfig\":{}}").tls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///a.sock",
                "tcp://a:1",
                "tcp://[::1]:80",
                "tcp://a",
                "tcp://a:",
                "http://a",
                "https://a.b:8/c"
            })
    void readsTheAddress(String address) throws Exception {
        assertEquals(URI.create(address), read(FileKind.SPEC, " " + address + "\n").address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "/a.sock",
                "unix://a.sock",
                "unix:a.sock",
                "unix://",
                "tcp://a:99999",
                "http://",
                "https://a:0",
                "fd://a",
                "unix:///a\nunix:///b",
                "tcp://a b:1"
            })
    void refusesTheAddress(String address) {
        String why = refusal(FileKind.SPEC, address);
        assertTrue(why.contains("has no address that a plugin can have: write unix:///PATH"), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://my_host:1", "http://my_host", "https://_a.example:8/c"})
    void saysThatAHostWithAnUnderscoreIsNotConnectedTo(String address) {
        String why = refusal(FileKind.SPEC, address);
        assertTrue(
                why.endsWith(
                        " names a host with \"_\", and Java's HTTP client connects to none: write"
                                + " its IP address, or another name of it"),
                why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Addr\":               | is no plugin's JSON, at line 1, column",
                "[]                       | is no plugin's JSON: it is no object",
                "null                     | is no plugin's JSON: it is no object",
                "{}                       | has no \"Addr\": add the plugin's address",
                "{\"Addr\":{}}            | is no plugin's JSON: Addr must be a string, not an"
                        + " object",
                "{\"Addr\":\"\"}          | has no address that a plugin can have: write"
                        + " unix:///PATH",
                "{\"Addr\":\"unix:///a%00\"} | has a path that cannot be one",
                "{\"Addr\":\"http://a\",\"TLSConfig\":{}}"
                        + " | has a TLSConfig for a plain http:// address",
                "{\"Addr\":\"tcp://a:1\",\"TLSConfig\":{\"CAFile\":\"ca.pem\"}}"
                        + " | has a relative path for CAFile: write it from /",
                "{\"Addr\":\"tcp://a:1\",\"TLSConfig\":{\"CertFile\":\"/c\"}}"
                        + " | has one of CertFile and KeyFile: give both or neither",
                "{\"Addr\":\"tcp://a:1\",\"TLSConfig\":{\"InsecureSkipVerify\":\"no\"}} | is no"
                    + " plugin's JSON: TLSConfig.InsecureSkipVerify must be true or false, not a"
                    + " string",
            })
    void saysWhatIsWrongWithJson(String json, String what) {
        String why = refusal(FileKind.JSON, json);
        assertTrue(why.startsWith(folder.resolve("p.json") + " " + what), why);
    }

    @Test
    void refusesASocketWhosePathTheKernelCannotTake() {
        String why = refusal(FileKind.SPEC, "unix:///" + "x".repeat(107));
        assertTrue(why.contains("108 bytes: 107 is the most"), why);
    }

    @Test
    void refusesAFileLargerThanAnAddressNeeds() {
        String why = refusal(FileKind.SPEC, "x".repeat(100_000));
        assertTrue(why.contains("has more than 65536 bytes"), why);
    }

    @Test
    void refusesAnythingButAFile() throws IOException {
        Files.createDirectory(folder.resolve("p.spec"));
        CandidateFile candidate = new CandidateFile("p", FileKind.SPEC, folder.resolve("p.spec"));
        String why =
                assertThrows(UnusableFileException.class, () -> READER.read(candidate))
                        .getMessage();
        assertTrue(why.contains("is not a regular file, or is a link: replace or remove it"), why);
    }

    /** Their type is that of a file, their size 0, and the reading of some never ends. */
    @Test
    void refusesAFileOfTheKernels() throws Exception {
        CandidateFile messages = new CandidateFile("p", FileKind.SPEC, Path.of("/proc/kmsg"));
        assertTrue(Files.isRegularFile(messages.file()));
        assertThrows(UnusableFileException.class, () -> READER.read(messages));
    }

    @Test
    void followsNoLink() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "unix:///a.sock");
        Path link = Files.createSymbolicLink(folder.resolve("p.spec"), elsewhere);
        CandidateFile candidate = new CandidateFile("p", FileKind.SPEC, link);
        String why =
                assertThrows(UnusableFileException.class, () -> READER.read(candidate))
                        .getMessage();
        assertTrue(why.contains("is a link"), why);
    }

    @Test
    void refusesAFileThatOthersCanWrite() throws Exception {
        Path file = Files.writeString(folder.resolve("p.spec"), "unix:///a.sock");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        CandidateFile candidate = new CandidateFile("p", FileKind.SPEC, file);
        String why =
                assertThrows(UnusableFileException.class, () -> READER.read(candidate))
                        .getMessage();
        assertTrue(why.contains("can be written by others: take that away with chmod"), why);
    }

    @Test
    void refusesAFileOfAnotherUserUnlessThatOneIsConfigured() throws Exception {
        Path file = Files.writeString(folder.resolve("p.spec"), "unix:///a.sock");
        Files.setOwner(
                file,
                file.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("daemon"));
        CandidateFile candidate = new CandidateFile("p", FileKind.SPEC, file);
        String why =
                assertThrows(UnusableFileException.class, () -> READER.read(candidate))
                        .getMessage();
        assertTrue(why.contains("belongs to daemon: chown it to root, or set spec.owner"), why);
        assertEquals(
                URI.create("unix:///a.sock"),
                new EndpointReader("daemon").read(candidate).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "{\"hunter2\":", "{\"Addr\": hunter2}"})
    void quotesNothing(String secret) {
        for (FileKind kind : List.of(FileKind.SPEC, FileKind.JSON)) {
            UnusableFileException refusal =
                    assertThrows(UnusableFileException.class, () -> read(kind, secret));
            assertFalse(refusal.getMessage().contains("hunter2"), refusal.getMessage());
            assertNull(refusal.getCause());
        }
    }

    private LegacyEndpoint json(String text) throws Exception {
        return read(FileKind.JSON, text);
    }

    private String refusal(FileKind kind, String text) {
        return assertThrows(UnusableFileException.class, () -> read(kind, text)).getMessage();
    }

    private LegacyEndpoint read(FileKind kind, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("p" + kind.extension()), text);
        return READER.read(new CandidateFile("p", kind, file));
    }

    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        Path file = folder.resolve("p.json");
        DocumentReaderContract.assertKept(
                "{\"Name\": \"n\", \"Addr\": \"https://a.example:9\", \"TLSConfig\":"
                        + " {\"InsecureSkipVerify\": false, \"CAFile\": \"/c/ca.pem\"}}",
                UnusableFileException.class,
                document -> {
                    Files.write(file, document);
                    READER.read(new CandidateFile("p", FileKind.JSON, file));
                });
    }
}
