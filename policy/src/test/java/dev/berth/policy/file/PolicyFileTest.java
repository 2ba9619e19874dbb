package dev.berth.policy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginReference;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy is one, of however many files and configurations. */
class PolicyFileTest {
    private static final String ASK = "{\"accept\":\"ask\"}";
    private static final String REJECT = "{\"accept\":\"reject\"}";
    private static final String PID = "dev.berth.policy.scope~ceph";

    @TempDir Path folder;
    private final Instant later = Instant.now().plusSeconds(3600);
    private PolicyFile file;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(folder.resolve("policy.d"));
        file = new PolicyFile(folder.resolve("policy.json"), false, () -> later);
    }

    @Test
    void isThatOfAllFilesOfItsFolder() throws Exception {
        write("policy.json", "\"default\":" + REJECT);
        write("policy.d/10-a.json", "\"plugins\":{\"a.io\":" + ASK + "}");
        write("policy.d/20-b.json", "\"plugins\":{\"b.io/x\":" + ASK + "}");
        write("policy.d/30-c.json~", "\"plugins\":{\"c.io\":" + ASK + "}");
        assertEquals("a.io", scope("a.io/one"));
        assertEquals("b.io/x", scope("b.io/x/one"));
        assertEquals("default", scope("b.io/one"));
        assertEquals("default", scope("c.io/one"));
    }

    @Test
    void isForTheUserToSayWhereNoFileSaysIt() throws Exception {
        assertEquals(Optional.empty(), read().good());
        write("policy.d/a.json", "\"plugins\":{\"a.io\":" + REJECT + "}");
        assertEquals("a.io", scope("a.io/one"));
        ScopePolicy other = policy("b.io/one");
        assertEquals(Acceptance.ASK, other.accept());
        assertEquals("default", other.scope());
    }

    @Test
    void namesBothPlacesOfAScope() throws Exception {
        write("policy.json", "\"default\":" + REJECT + ",\"plugins\":{\"a.io\":" + ASK + "}");
        write("policy.d/b.json", "\"plugins\":{\"a.io\":" + ASK + "}");
        assertEquals(
                "%s: \"a.io\" is in %s already: a scope is in one place only"
                        .formatted(
                                folder.resolve("policy.d/b.json"), folder.resolve("policy.json")),
                problem());
        write("policy.d/b.json", "\"default\":" + ASK);
        assertTrue(problem().contains("\"default\" is in "), problem());
        Files.delete(folder.resolve("policy.d/b.json"));
        assertProblem(PID + ": \"default\" is in ", Map.of("scope", "default", "accept", "ask"));
        assertProblem(PID + ": \"a.io\" is in ", Map.of("scope", "a.io", "accept", "ask"));
    }

    @Test
    void saysInWhichFileWhatIsWrong() throws Exception {
        write("policy.json", "\"default\":" + REJECT);
        write("policy.d/b.json", "\n\"plugins\":{\n\"a.io\":{\"accept\":\"mayb\\u001be\"}}");
        assertEquals(
                folder.resolve("policy.d/b.json")
                        + ": line 3: field /plugins/a.io/accept is none of reject, ask, signed,"
                        + " any: \"mayb\\u001be\"",
                problem().replace("~1", "/"));
        Files.delete(folder.resolve("policy.d/b.json"));
        Files.createSymbolicLink(folder.resolve("policy.d/b.json"), folder.resolve("policy.json"));
        assertTrue(problem().startsWith(folder.resolve("policy.d/b.json") + ": "), problem());
    }

    @Test
    void confinesWhatAScopeHas() throws Exception {
        write(
                "policy.json",
                "\"default\":{\"accept\":\"ask\",\"confinement\":{\"limit.pids\":\"100\","
                        + "\"limit.memory\":\"1024m\",\"security.seccomp\":\"log\"}}");
        assertEquals(
                Map.of("limit.pids", "100", "limit.memory", "1g", "security.seccomp", "log"),
                policy("x").confinement());
        write(
                "policy.json",
                "\"default\":{\"accept\":\"ask\",\"confinement\":{\"limit.pids\":\"0\"}}");
        assertTrue(
                problem()
                        .endsWith(
                                "field /default/confinement/limit.pids must be a number from 1 to"
                                        + " 4194304, or unlimited: \"0\""),
                problem());
        write(
                "policy.json",
                "\"default\":{\"accept\":\"ask\",\"confinement\":{\"limit.pid\":\"1\"}}");
        assertTrue(problem().contains("/limit.pid is none of limit.pids, limit."), problem());
    }

    @Test
    void readsAConfigurationAsItDoesAFile() throws Exception {
        Files.write(folder.resolve("p256.pub"), RecordedRepository.file("keys/p256.pub"));
        List<ScopeProperties> scopes =
                List.of(
                        properties(
                                Map.of(
                                        "scope",
                                        "a.io/x",
                                        "accept",
                                        "signed",
                                        "cosign.keys",
                                        List.of("p256.pub"),
                                        "privileges.bounded",
                                        true,
                                        "privileges",
                                        List.of("mount=/a", "mount=/b", "network=host"),
                                        "confinement",
                                        List.of("limit.pids=100"))));
        ScopePolicy scope =
                file.read(scopes).good().orElseThrow().of(PluginReference.parse("a.io/x/y"));
        assertEquals("a.io/x", scope.scope());
        assertEquals(Acceptance.SIGNED, scope.accept());
        assertEquals("cosign key p256.pub", scope.signatures().get(0).signer());
        assertEquals(
                Map.of("mount", List.of("/a", "/b"), "network", List.of("host")),
                scope.privileges().orElseThrow());
        assertEquals(Map.of("limit.pids", "100"), scope.confinement());
        assertEquals(Optional.empty(), file.read(List.of()).good());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope|nonsense|key scope: is not a registry, a path in one, or default:"
                        + " \"nonsense\"",
                "accept|maybe|key accept: is none of reject, ask, signed, any: \"maybe\"",
                "accept|signed|key cosign.keys, notation.trust.store, sigstore.trusted.root:"
                        + " belongs to",
                "cosign.keys|nowhere|key cosign.keys: cannot be used: it is not there, or no"
                        + " regular file: \"nowhere\"",
                "notation.trust.store|nowhere|key notation.identities: is empty",
                "sigstore.trusted.root|nowhere|key sigstore.trusted.root: cannot be used",
                "privileges|x|key privileges: \"x\" is not NAME=VALUE",
                "confinement|limit.pids=0|key confinement: must be a number from 1",
                "confinement|nothing=0|key confinement: is none of limit.pids"
            })
    void saysWhichKeyOfAConfigurationIsWrong(String key, String value, String problem) {
        Map<String, Object> values =
                new HashMap<>(Map.of("scope", "a.io", "accept", "ask", "privileges.bounded", true));
        boolean list = List.of("cosign.keys", "privileges", "confinement").contains(key);
        values.put(key, list ? List.of(value) : value);
        assertProblem(PID + ": " + problem, values);
    }

    @Test
    void isParsedOnceUntilSomethingOfItHasChanged() throws Exception {
        Files.write(folder.resolve("p256.pub"), RecordedRepository.file("keys/p256.pub"));
        write(
                "policy.json",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[{\"type\":\"cosign\","
                        + "\"keyPath\":\"p256.pub\"}]}");
        PolicyFile.State first = read();
        assertSame(first, read());
        assertNotSame(first, file.read(List.of(properties(Map.of("scope", "a.io")))));
        for (String name : List.of("policy.json", "p256.pub")) {
            PolicyFile.State before = read();
            assertSame(before, read());
            Path changed = folder.resolve(name);
            FileTime time = Files.getLastModifiedTime(changed);
            Path copy = Files.copy(changed, folder.resolve("copy"));
            Files.setLastModifiedTime(copy, time);
            Files.move(copy, changed, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertNotSame(before, read(), name);
        }
        PolicyFile.State before = read();
        write("policy.d/a.json", "\"plugins\":{\"a.io\":" + REJECT + "}");
        assertNotSame(before, read());
        assertEquals("a.io", scope("a.io/x"));
        // What was changed a moment ago may change once more without being seen.
        PolicyFile young = new PolicyFile(folder.resolve("policy.json"), false, Instant::now);
        assertNotSame(young.read(List.of()), young.read(List.of()));
    }

    private void write(String name, String fields) throws IOException {
        Files.writeString(folder.resolve(name), "{\"version\":1," + fields + "}");
    }

    private PolicyFile.State read() {
        return file.read(List.of());
    }

    private ScopePolicy policy(String reference) {
        PolicyFile.State state = read();
        assertEquals(Optional.empty(), state.problem());
        return state.good().orElseThrow().of(PluginReference.parse(reference));
    }

    private String scope(String reference) {
        return policy(reference).scope();
    }

    private String problem() {
        return read().problem().orElseThrow();
    }

    private void assertProblem(String problem, Map<String, Object> values) {
        String actual = file.read(List.of(properties(values))).problem().orElseThrow();
        assertTrue(actual.startsWith(problem), actual);
    }

    private static ScopeProperties properties(Map<String, Object> values) {
        return new ScopeProperties(PID, values);
    }

    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        String valid =
                "{\"version\":1,\"default\":{\"accept\":\"ask\",\"audit\":true},\"plugins\":{\"a.io\":"
                    + "{\"accept\":\"reject\",\"privileges\":{\"network\":[\"host\"]},"
                    + "\"confinement\":{\"limit.pids\":\"5\"}}}}";
        DocumentReaderContract.assertKept(
                valid,
                IllegalStateException.class,
                document -> {
                    Files.write(folder.resolve("policy.json"), document);
                    Optional<String> problem = read().problem();
                    if (problem.isPresent()) {
                        throw new IllegalStateException(problem.get());
                    }
                });
    }
}
