package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RecordedSignatures;
import dev.berth.itest.parts.SignedIndex;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.NotAdmittedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A plugin that the real cosign signed, in a real registry, and what the policy file says of it.
 */
public class SignedPluginIT extends FrameworkTestBase {
    private static final String REPOSITORY = "storage/ceph";

    @Before
    public void publish() throws IOException {
        RecordedSignatures.publish(REPOSITORY);
        for (String key : List.of("p256.pub", "other.pub")) {
            Files.write(folders().root().resolve(key), RecordedSignatures.file("keys/" + key));
        }
    }

    @After
    public void remove() throws IOException {
        Files.deleteIfExists(policy());
        Files.deleteIfExists(folders().root().resolve("policy.d/10-storage.json"));
        for (Plugin plugin : manager.list()) {
            OperationOutcome.of(manager.remove(plugin.id(), true));
        }
    }

    @Test
    public void isInstalledWithTheKeyOfItsSigner() throws IOException {
        signedBy("p256.pub");
        Plugin plugin = OperationOutcome.of(manager.install(request(), ProgressListener.NONE));
        assertEquals(RecordedSignatures.digest(), plugin.digest());
    }

    @Test
    public void isRefusedWithAnotherKey() throws IOException {
        signedBy("other.pub");
        refused(request(), "it is not signed by cosign key other.pub");
        assertEquals(List.of(), manager.list());
    }

    @Test
    public void isRefusedWithoutASignature() throws IOException {
        PluginSource idle =
                PluginSource.idle("unsigned").with(config -> config.put("description", "unsigned"));
        PluginReference unsigned =
                new PluginsInTheRegistry(manager).published("storage/unsigned", idle);
        signedBy("p256.pub");
        refused(InstallRequest.of(unsigned), "there is no such signature");
    }

    @Test
    public void isNotStartedUnderAPolicyThatWasTightened() throws IOException {
        signedBy("p256.pub");
        Plugin plugin = OperationOutcome.of(manager.install(request(), ProgressListener.NONE));
        signedBy("other.pub");
        NotAdmittedException no =
                OperationOutcome.failure(
                        NotAdmittedException.class,
                        manager.enable(plugin.id(), EnableOptions.DEFAULT));
        assertTrue(no.getMessage(), no.getMessage().contains("other.pub"));
    }

    @Test
    public void isRefusedWhileThePolicyFileIsWrong() throws IOException {
        Files.writeString(policy(), "{\"version\": 1,\n \"defualt\": {}}");
        refused(request(), "policy.json");
    }

    @Test
    public void isConfinedAsItsScopeSays() throws Exception {
        Files.writeString(
                Files.createDirectories(folders().root().resolve("policy.d"))
                        .resolve("10-storage.json"),
                """
                {"version": 1, "plugins": {"%s/storage": {"accept": "any",
                  "confinement": {"limit.pids": "77", "security.seccomp": "log"}}}}
                """
                        .formatted(TestBed.registry()));
        Plugin plugin = OperationOutcome.of(manager.install(request(), ProgressListener.NONE));
        assertEquals("77", plugin.confinement().get("limit.pids"));
        assertEquals("log", plugin.confinement().get("security.seccomp"));
    }

    /** An alternative for hosts that have no file. */
    @Test
    public void isRefusedByAConfigurationToo() throws Exception {
        ServiceReference<ConfigurationAdmin> admin =
                bundle.getServiceReference(ConfigurationAdmin.class);
        Configuration scope =
                bundle.getService(admin)
                        .getFactoryConfiguration("dev.berth.policy.scope", "storage", "?");
        try (FrameworkLog log = new FrameworkLog(bundle)) {
            scope.update(
                    new Hashtable<>(
                            Map.of(
                                    "scope",
                                    TestBed.registry() + "/storage",
                                    "accept",
                                    "signed",
                                    "cosign.keys",
                                    "other.pub")));
            log.await("the policy has the scope of dev.berth.policy.scope~storage");
            refused(request(), "it is not signed by cosign key other.pub");
            signedBy("p256.pub");
            refused(request(), "is in " + policy() + " already");
            scope.delete();
            log.await("the policy has no longer the scope");
        }
        OperationOutcome.of(manager.install(request(), ProgressListener.NONE));
    }

    /** The signatures that the real cosign and notation made, out of an archive. */
    @Test
    public void takesItsSignaturesAlongIntoAnArchive() throws Exception {
        signedBy("p256.pub");
        Plugin plugin = OperationOutcome.of(manager.install(request(), ProgressListener.NONE));
        Path archive = folders().base().resolve("signed.tar");
        OperationOutcome.of(manager.save(plugin.id(), Files.newOutputStream(archive)));
        OperationOutcome.of(manager.remove(plugin.id(), true));
        InstallRequest load = request().withLayout(archive);
        signedBy("other.pub");
        refused(load, "it is not signed by cosign key other.pub");
        signedBy("p256.pub");
        Plugin loaded = OperationOutcome.of(manager.install(load, ProgressListener.NONE));
        assertEquals(List.of("cosign key p256.pub"), loaded.signedBy());
        OperationOutcome.of(manager.remove(loaded.id(), true));
        Path store = Files.createDirectories(folders().root().resolve("truststore"));
        Files.write(store.resolve("ca.crt"), RecordedSignatures.file("truststore/ec/ca.crt"));
        Files.writeString(
                policy(),
                """
                {"version": 1, "default": {"accept": "signed", "signatures": [{"type": "notation",
                  "trustStore": "truststore",
                  "identities": ["x509.subject: C=DE, ST=BE, O=Acme"]}]}}
                """);
        Plugin again = OperationOutcome.of(manager.install(load, ProgressListener.NONE));
        assertEquals(List.of("notation trust store truststore"), again.signedBy());
        Files.delete(archive);
    }

    /** What is signed of a plugin for several platforms is its index, which then goes along too. */
    @Test
    public void takesTheSignatureOfItsIndexAlongFromArchiveToArchive() throws Exception {
        SignedIndex index = new SignedIndex();
        index.publish(REPOSITORY, "index");
        Files.writeString(folders().root().resolve("index.pub"), index.publicKey());
        signedBy("index.pub");
        InstallRequest indexed = InstallRequest.of(reference(REPOSITORY + ":index"));
        Plugin plugin = OperationOutcome.of(manager.install(indexed, ProgressListener.NONE));
        Path archive = folders().base().resolve("indexed.tar");
        for (int host = 0; host < 2; host++) {
            OperationOutcome.of(manager.save(plugin.id(), Files.newOutputStream(archive)));
            OperationOutcome.of(manager.remove(plugin.id(), true));
            plugin =
                    OperationOutcome.of(
                            manager.install(indexed.withLayout(archive), ProgressListener.NONE));
            assertEquals(Optional.of(index.digest()), plugin.index());
            assertEquals(List.of("cosign key index.pub"), plugin.signedBy());
        }
        Files.delete(archive);
    }

    @Test
    public void takesItsSignaturesAlongIntoARegistry() throws Exception {
        signedBy("p256.pub");
        PluginReference copy = reference("storage/copy:1");
        InstallRequest renamed = request().withAlias(copy);
        Plugin plugin = OperationOutcome.of(manager.install(renamed, ProgressListener.NONE));
        OperationOutcome.of(manager.push(plugin.id(), Optional.empty(), ProgressListener.NONE));
        OperationOutcome.of(manager.remove(plugin.id(), true));
        Plugin copied =
                OperationOutcome.of(
                        manager.install(InstallRequest.of(copy), ProgressListener.NONE));
        assertEquals(List.of("cosign key p256.pub"), copied.signedBy());
    }

    private void refused(InstallRequest request, String reason) {
        NotAdmittedException no =
                OperationOutcome.failure(
                        NotAdmittedException.class,
                        manager.install(request, ProgressListener.NONE));
        assertTrue(no.getMessage(), no.getMessage().contains(reason));
    }

    private void signedBy(String key) throws IOException {
        Files.writeString(
                policy(),
                """
                {"version": 1, "default": {"accept": "ask"},
                 "plugins": {"%s/storage": {"accept": "signed",
                   "signatures": [{"type": "cosign", "keyPath": "%s"}]}}}
                """
                        .formatted(TestBed.registry(), key));
    }

    private Path policy() {
        return folders().root().resolve("policy.json");
    }

    private static InstallRequest request() {
        return InstallRequest.of(reference(REPOSITORY + ":1"));
    }
}
