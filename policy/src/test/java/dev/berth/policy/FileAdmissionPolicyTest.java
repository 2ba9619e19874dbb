package dev.berth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.policy.audit.DecisionLog;
import dev.berth.policy.evidence.EvidenceStore;
import dev.berth.policy.evidence.SignedBy;
import dev.berth.policy.file.PolicyFile;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.policy.signature.SigningCertificate;
import dev.berth.spi.Admission.Action;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy file lets in of the plugin that the real cosign and notation signed. */
class FileAdmissionPolicyTest {
    private static final String COSIGN = "{\"type\":\"cosign\",\"keyPath\":\"keys/p256.pub\"}";
    private static final String OTHER = "{\"type\":\"cosign\",\"keyPath\":\"keys/other.pub\"}";
    private static final String NOTATION =
            "{\"type\":\"notation\",\"trustStore\":\"truststore/ec\",\"identities\":[\"x509.subject:"
                + " C=DE, ST=BE, O=Acme\"]}";
    private static final String KEYLESS =
            "{\"type\":\"sigstore\",\"trustedRoot\":\"keys/trusted_root.json\",\"issuer\":\"%s\",\"identity\":\"%s\"}"
                    .formatted(RecordedRepository.ISSUER, RecordedRepository.IDENTITY);
    private static final RecordedAdmission INSTALL = RecordedAdmission.of(Action.INSTALL);
    private static final RecordedAdmission START = RecordedAdmission.of(Action.START);

    @TempDir Path folder;
    private final RecordingLog log = new RecordingLog();
    private FileAdmissionPolicy policy;

    @BeforeEach
    void start() throws Exception {
        for (String file :
                List.of(
                        "keys/p256.pub",
                        "keys/other.pub",
                        "keys/trusted_root.json",
                        "truststore/ec/ca.crt")) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.write(copy, RecordedRepository.file(file));
        }
        policy = policy(false);
    }

    private FileAdmissionPolicy policy(boolean required) throws Exception {
        Instant now =
                SigningCertificate.file(RecordedRepository.file("truststore/ec/ca.crt"))
                        .getNotBefore()
                        .toInstant()
                        .plusSeconds(10);
        return new FileAdmissionPolicy(
                new PolicyFile(folder.resolve("policy.json"), required, () -> now),
                new SignedBy(new EvidenceStore(folder.resolve("signatures"))),
                new DecisionLog(folder.resolve("decisions.log"), 1 << 20, () -> now),
                log.logger());
    }

    @Test
    void asksForNothingWithoutAFileThatIsNotRequired() throws Exception {
        policy.admit(INSTALL);
        policy = policy(true);
        assertRefused(INSTALL, "is not there");
        policy.admit(START);
    }

    @Test
    void takesEachFormOfSignatureAndAllTogether() throws Exception {
        for (String signatures :
                new String[] {COSIGN, NOTATION, KEYLESS, COSIGN + "," + NOTATION + "," + KEYLESS}) {
            signed(signatures);
            policy.admit(INSTALL);
            policy.admit(RecordedAdmission.of(Action.UPGRADE));
            assertRefused(INSTALL.unsigned(), "there is no such signature");
        }
    }

    @Test
    void refusesIfOneOfAllSignaturesIsMissing() throws Exception {
        signed(COSIGN + "," + OTHER);
        assertRefused(INSTALL, "it is not signed by cosign key keys/other.pub");
    }

    /** Bundles name no repository; what cosign's older form names, and notation, is checked. */
    @Test
    void refusesACreateThatTakesTheNameOfWhatHasToBeSigned() throws Exception {
        signed(COSIGN);
        assertRefused(RecordedAdmission.of(Action.CREATE).unsigned(), "no such signature");
    }

    @Test
    void takesTheSignatureOfTheIndexThatThePluginWasChosenFrom() throws Exception {
        signed(COSIGN);
        policy.admit(INSTALL.chosenFromTheSigned());
        policy.admit(START.chosenFromTheSigned());
    }

    @Test
    void verifiesAgainAtEachStartWithTheKeysOfThatTime() throws Exception {
        signed(COSIGN);
        assertRefused(START, "there is no such signature");
        policy.admit(INSTALL);
        policy.admit(START);
        signed(OTHER);
        assertRefused(START, "it is not signed by cosign key keys/other.pub");
        signed(COSIGN);
        policy.admit(START);
        Path kept;
        try (var files = Files.list(folder.resolve("signatures"))) {
            kept = files.findFirst().orElseThrow();
        }
        Files.writeString(
                kept, Files.readString(kept).replaceFirst("\"content\":\"..", "\"content\":\"AA"));
        assertRefused(START, "it is not signed by");
        Files.writeString(kept, "{");
        assertRefused(START, "cannot be read");
    }

    @Test
    void lastsForTheLongestScopeOnly() throws Exception {
        write(
                "\"default\":{\"accept\":\"reject\"},\"plugins\":{"
                        + "\"127.0.0.1:5039\":{\"accept\":\"ask\"},"
                        + "\"127.0.0.1:5039/storage\":{\"accept\":\"reject\"},"
                        + "\"127.0.0.1:5039/storage/ceph\":{\"accept\":\"any\"}}");
        policy.admit(INSTALL);
        assertRefused(
                INSTALL.from("127.0.0.1:5039/storage/cephfs:1"), "rejects 127.0.0.1:5039/storage");
        policy.admit(INSTALL.from("127.0.0.1:5039/storages"));
        assertRefused(INSTALL.from("127.0.0.1:5040/storage/ceph"), "the policy rejects default");
        assertRefused(START.from("vieux/sshfs"), "the policy rejects default");
    }

    @Test
    void boundsThePrivileges() throws Exception {
        write(
                "\"default\":{\"accept\":\"ask\",\"privileges\":{\"network\":[\"host\"],"
                        + "\"capabilities\":[\"CAP_A\",\"CAP_B\"]}}");
        Privilege network = Privilege.of("network", "", List.of("host"));
        policy.admit(INSTALL.asking());
        policy.admit(INSTALL.asking(network, Privilege.of("capabilities", "", List.of("CAP_B"))));
        assertRefused(
                INSTALL.asking(
                        network, Privilege.of("capabilities", "", List.of("CAP_B", "CAP_C"))),
                "does not allow capabilities [CAP_B, CAP_C]");
        assertRefused(
                START.asking(Privilege.of("mount", "", List.of("/etc"))), "does not allow mount");
    }

    @Test
    void letsNobodyGiveRightsUnseenThatItDoesNotName() throws Exception {
        RecordedAdmission unseen =
                INSTALL.asking(Privilege.of("network", "", List.of("host"))).by(Consent.UNASKED);
        policy.admit(unseen);
        write("\"default\":{\"accept\":\"ask\"}");
        assertRefused(unseen, "nobody was asked about its privileges, and the policy for default");
        policy.admit(unseen.by(Consent.ASKED));
        policy.admit(unseen.by(Consent.LOCKED));
        write("\"default\":{\"accept\":\"ask\",\"privileges\":{\"network\":[\"host\"]}}");
        policy.admit(unseen);
        write("\"default\":{\"accept\":\"ask\",\"privileges\":{}}");
        assertRefused(unseen, "does not allow network [host]");
    }

    @Test
    void saysWhoHasSigned() throws Exception {
        signed(COSIGN);
        policy.admit(INSTALL);
        assertEquals(List.of("cosign key keys/p256.pub"), policy.signers(INSTALL));
        assertEquals(List.of(), policy.signers(INSTALL.from("vieux/sshfs")));
    }

    @Test
    void onlyLogsWhatItWouldRefuseInAnAuditedScope() throws Exception {
        write("\"default\":{\"accept\":\"signed\",\"audit\":true,\"signatures\":[" + OTHER + "]}");
        policy.admit(INSTALL);
        assertTrue(log.lines().toString().contains("only audited"), log.lines().toString());
    }

    @Test
    void keepsTheLastGoodPolicyForWhatIsInstalledAndTakesNothingNew() throws Exception {
        write("\"default\":{\"accept\":\"reject\"}");
        assertRefused(START, "rejects default");
        Files.writeString(folder.resolve("policy.json"), "{\n \"version\": 1,\n \"default\":\n");
        assertRefused(INSTALL, "at line 4");
        assertRefused(START, "rejects default");
        // One that never was right has nothing to say of what runs.
        FileAdmissionPolicy fresh = policy(false);
        fresh.admit(START);
        assertThrows(NotAdmittedException.class, () -> fresh.admit(INSTALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"default\":{\n\"accept\":\"maybe\"}|line 2: field /default/accept",
                "\"default\":{\"accept\":\"ask\",\n\"x\":1}|line 1",
                "\"default\":{\"accept\":\"ask\"},\n\"default\":{\"accept\":\"any\"}|line 2",
                "\"default\":{\"accept\":\"ask\",\n\"audit\":\"yes\"}|line 2: field /default/audit",
                "\"default\":{\"accept\":\"signed\"}|/default/signatures",
                "\"default\":{\"accept\":\"signed\",\n"
                        + "\"signatures\":[]}|line 2: field /default/signatures",
                "\"default\":{\"accept\":\"any\",\"signatures\":[{\"type\":\"pgp\"}]}|/default/signatures/0/type",
                "\"default\":{\"accept\":\"ask\"},\"plugins\":{\n"
                        + "\"vieux/sshfs\":{\"accept\":\"ask\"}}|line 2",
                "\"default\":{\"accept\":\"ask\"},\"plugins\":{\n"
                        + "\"r.io/\":{\"accept\":\"ask\"}}|line 2",
                "\"plugins\":{}|field /default is missing",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[\n"
                        + "{\"type\":\"cosign\",\"keyPath\":\"nowhere\"}]}|line 2: field"
                        + " /default/signatures/0/keyPath cannot be used",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[{\"type\":\"cosign\",\"keyPath\":\"keys/link.pub\"}]}|keyPath"
                    + " cannot be used",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[{\"type\":\"cosign\",\"keyPath\":\"policy.json\"}]}|keyPath"
                    + " cannot be used",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[{\"type\":\"notation\",\"trustStore\":\"keys\",\"identities\":[\"x509.subject:"
                    + " C=DE, ST=BE, O=A\"]}]}|trustStore cannot be used",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[{\"type\":\"notation\",\"trustStore\":\"truststore/ec\",\"identities\":[\"*\"]}]}|identities"
                    + " cannot be used",
                "\"default\":{\"accept\":\"signed\",\"signatures\":[{\"type\":\"sigstore\",\"trustedRoot\":\"keys/p256.pub\",\"issuer\":\"i\",\"identity\":\"i\"}]}|trustedRoot"
                    + " cannot be used"
            })
    void saysWhereAFileIsWrong(String fileAndPlace) throws Exception {
        Files.createSymbolicLink(folder.resolve("keys/link.pub"), Path.of("p256.pub"));
        String[] parts = fileAndPlace.split("\\|");
        write(parts[0]);
        assertRefused(INSTALL, parts[1]);
    }

    @Test
    void logsEachDecision() throws Exception {
        policy.admit(INSTALL.asking(Privilege.of("network", "", List.of("host"))));
        signed(COSIGN);
        policy.admit(INSTALL);
        signed(OTHER);
        assertRefused(INSTALL, "keys/other.pub");
        Files.writeString(folder.resolve("policy.json"), "{");
        assertRefused(INSTALL, "at line 1");
        List<JsonNode> lines = decisions();
        assertEquals(
                List.of(true, true, false, false),
                lines.stream().map(line -> line.get("admitted").booleanValue()).toList());
        assertEquals("host", lines.get(0).at("/privileges/0/network/0").textValue());
        JsonNode signed = lines.get(1);
        assertEquals("INSTALL", signed.get("action").textValue());
        assertEquals("REGISTRY", signed.get("source").textValue());
        assertEquals(INSTALL.digest().toString(), signed.get("digest").textValue());
        assertEquals(INSTALL.reference().toString(), signed.get("reference").textValue());
        assertEquals("127.0.0.1:5039/storage", signed.get("scope").textValue());
        assertEquals("cosign key keys/p256.pub", signed.at("/signers/0").textValue());
        assertTrue(lines.get(2).get("refusal").textValue().contains("keys/other.pub"));
        assertTrue(lines.get(3).get("refusal").textValue().contains("policy.json"));
    }

    @Test
    void costsAStartNothingWithoutAPolicy() throws Exception {
        policy.admit(START);
        assertTrue(Files.notExists(folder.resolve("decisions.log")));
    }

    @Test
    void admitsWithAWordInTheLogIfDecisionsCannotBeWritten() throws Exception {
        Files.createDirectory(folder.resolve("decisions.log"));
        policy.admit(INSTALL);
        assertTrue(log.lines().toString().contains("log of decisions cannot be written"));
    }

    private List<JsonNode> decisions() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("decisions.log"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy.json",
                ".",
                "keys/p256.pub",
                "keys",
                "truststore/ec",
                "truststore/ec/ca.crt"
            })
    void refusesWhatOthersCanWrite(String name) throws Exception {
        signed(COSIGN + "," + NOTATION);
        Path file = folder.resolve(name);
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> more = EnumSet.copyOf(before);
        more.add(PosixFilePermission.OTHERS_WRITE);
        Files.setPosixFilePermissions(file, more);
        assertRefused(INSTALL, "can be written by others");
        Files.setPosixFilePermissions(file, before);
        policy.admit(INSTALL);
    }

    @Test
    void refusesAPolicyFileThatIsALink() throws Exception {
        Path real = Files.writeString(folder.resolve("real.json"), "{}");
        Files.createSymbolicLink(folder.resolve("policy.json"), real);
        assertRefused(INSTALL, "no regular file");
    }

    private void signed(String signatures) throws IOException {
        write(
                "\"default\":{\"accept\":\"reject\"},\"plugins\":{\"127.0.0.1:5039/storage\":{\"accept\":\"signed\",\"signatures\":["
                        + signatures
                        + "]}}");
    }

    private void write(String fields) throws IOException {
        Files.writeString(folder.resolve("policy.json"), "{\"version\":1," + fields + "}");
    }

    private void assertRefused(RecordedAdmission admission, String reason) {
        NotAdmittedException refused =
                assertThrows(NotAdmittedException.class, () -> policy.admit(admission));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertEquals(-1, refused.getMessage().indexOf('\n'));
    }
}
