package dev.berth.core;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.Requester;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.spi.Admission;
import dev.berth.spi.Admission.Action;
import dev.berth.spi.Admission.Source;
import dev.berth.spi.AdmissionPolicy;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.testing.GnuTar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Policies are asked on each way in and before each start; one that is required has to be there.
 */
class AdmissionTest {
    private static final AdmissionPolicy YES = admission -> {};

    @TempDir Path top;
    private ManagerHost host;
    private final List<Admission> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isAskedForEachActionWithWhatItIsAbout() throws Exception {
        host.providers.bindPolicy(heard::add, Map.of());
        host.registry.add("x", ManagerHost.CONFIG, "one");
        Plugin plugin =
                host.manager
                        .install(
                                ManagerHost.request("x").withAlias(PluginReference.parse("y:1")),
                                ProgressListener.NONE)
                        .await();
        host.registry.add("x:2", ManagerHost.CONFIG, "two");
        host.manager.upgrade("y:1", ManagerHost.request("x:2"), ProgressListener.NONE).await();
        host.manager.enable(plugin.id(), EnableOptions.DEFAULT).await();
        create().await();
        assertEquals(
                List.of(Action.INSTALL, Action.UPGRADE, Action.START, Action.CREATE),
                heard.stream().map(Admission::action).toList());
        assertEquals(
                List.of(Source.REGISTRY, Source.REGISTRY, Source.STORE, Source.FILES),
                heard.stream().map(Admission::source).toList());
        assertEquals(
                List.of("y:1", "y:1", "y:1", "made:latest"),
                heard.stream().map(one -> one.name().familiar()).toList());
        assertEquals(
                List.of("x:latest", "x:2", "x:2", "made:latest"),
                heard.stream().map(one -> one.reference().familiar()).toList());
        assertEquals(heard.get(1).digest(), heard.get(2).digest());
        for (Admission one : heard) {
            assertEquals(one.digest(), one.manifests().get(0).digest());
            assertEquals(List.of(), one.referrers(one.digest()));
        }
    }

    @Test
    void knowsWhoAsksForEach() throws Exception {
        host.providers.bindPolicy(heard::add, Map.of());
        Requester ada = Requester.of("engine API").withUser("ada").withUserId(1000);
        PluginManager adas = host.manager.requestedBy(ada);
        host.registry.add("x", ManagerHost.CONFIG, "one");
        host.registry.add("x:2", ManagerHost.CONFIG, "two");
        adas.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        adas.enable("x", EnableOptions.DEFAULT).await();
        UpgradeOptions hot = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
        adas.upgrade("x", ManagerHost.request("x:2"), hot, ProgressListener.NONE).await();
        adas.rollback("x", RollbackOptions.DEFAULT.withHot(Duration.ZERO)).await();
        assertEquals(
                List.of(Action.INSTALL, Action.START, Action.UPGRADE, Action.START, Action.START),
                heard.stream().map(Admission::action).toList());
        adas.create(PluginReference.parse("made"), files()).await();
        assertEquals(Set.of(ada), heard.stream().map(Admission::requester).collect(toSet()));
    }

    @Test
    void knowsTheStartOfAnotherEngineAsTheEngines() throws Exception {
        host.enabled("x");
        host.close();
        host = new ManagerHost(top, host.registry, host.runtime, false);
        host.providers.bindPolicy(heard::add, Map.of());
        host.manager.bindRuntime(host.runtime);
        assertThrows(
                PluginEnabledException.class,
                () -> host.manager.enable("x", EnableOptions.DEFAULT).await());
        assertEquals(List.of(Requester.ENGINE), heard.stream().map(Admission::requester).toList());
    }

    @Test
    void knowsHowWhatIsNewWasConsentedTo() throws Exception {
        host.providers.bindPolicy(heard::add, Map.of());
        String asking = "{\"network\":{\"type\":\"host\"}}";
        host.registry.add("x", asking, "one");
        host.registry.add("x:2", asking, "two");
        List<Privilege> network = host.manager.privileges(ManagerHost.request("x")).await();
        InstallRequest install = ManagerHost.request("x").withPrivileges(network);
        host.manager.install(install, ProgressListener.NONE).await();
        InstallRequest other = install.withAlias(PluginReference.parse("y"));
        host.manager.install(other.withConsent(Consent.LOCKED), ProgressListener.NONE).await();
        InstallRequest upgrade = ManagerHost.request("x:2").withPrivileges(network);
        host.manager.upgrade("x", upgrade, ProgressListener.NONE).await();
        assertEquals(
                List.of(
                        Optional.of(Consent.UNASKED),
                        Optional.of(Consent.LOCKED),
                        Optional.empty()),
                heard.stream().map(Admission::consent).toList());
    }

    @Test
    void isKeptAsWhoseSignaturesWereFound() throws Exception {
        host.providers.bindPolicy(
                new AdmissionPolicy() {
                    @Override
                    public void admit(Admission admission) {}

                    @Override
                    public List<String> signers(Admission admission) {
                        return List.of("cosign key a\nb");
                    }
                },
                Map.of());
        Plugin plugin = host.install("x");
        assertEquals(List.of("cosign key a b"), plugin.signedBy());
        assertEquals(plugin.signedBy(), host.manager.find("x").signedBy());
    }

    /** What is pinned so is the same for the hosts of each platform. */
    @Test
    void isOfTheIndexThatWasPinned() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, "one");
        Descriptor index = host.registry.index("x");
        AvailablePlugin found = host.manager.resolve(ManagerHost.request("x")).await();
        assertEquals(Optional.of(index.digest()), found.index());
        InstallRequest pinned = ManagerHost.request("x").withDigest(index.digest());
        Plugin plugin = host.manager.install(pinned, ProgressListener.NONE).await();
        assertEquals(found.digest(), plugin.digest());
        assertEquals(Optional.of(index.digest()), plugin.index());
        host = host.restarted(false);
        assertEquals(Optional.of(index.digest()), host.manager.find("x").index());
    }

    /** A signature may be of the index, which one who pins the plugin's digest has passed by. */
    @Test
    void knowsTheIndexOfATagWhoeverPinsTheDigest() throws Exception {
        List<List<Descriptor>> manifests = new CopyOnWriteArrayList<>();
        host.providers.bindPolicy(admission -> manifests.add(manifests(admission)), Map.of());
        PluginManifest plugin = host.registry.add("x", ManagerHost.CONFIG, "one");
        Descriptor index = host.registry.index("x");
        Digest digest = plugin.manifest().digest();
        InstallRequest pinned = ManagerHost.request("x").withDigest(digest);
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        PluginReference alias = PluginReference.parse("y");
        host.manager.install(pinned.withAlias(alias), ProgressListener.NONE).await();
        host.registry.add("x", ManagerHost.CONFIG, "two");
        host.manager
                .install(pinned.withAlias(PluginReference.parse("z")), ProgressListener.NONE)
                .await();
        assertEquals(
                List.of(
                        List.of(index, plugin.manifest()),
                        List.of(index, plugin.manifest()),
                        List.of(plugin.manifest())),
                manifests);
    }

    private static List<Descriptor> manifests(Admission admission) {
        try {
            return admission.manifests();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesACreateBeforeAnythingIsUnpacked() throws Exception {
        refuse(Action.CREATE);
        refused(create());
        assertEquals(List.of(), host.manager.list());
        assertEquals(List.of(), host.blobs());
        assertEquals(List.of(), host.tree("plugins"));
    }

    @Test
    void refusesAnUpgradeAndLeavesTheVersionThatIsThere() throws Exception {
        Plugin before = host.install("x");
        refuse(Action.UPGRADE);
        host.registry.add("x:2", ManagerHost.CONFIG, "two");
        refused(host.manager.upgrade("x", ManagerHost.request("x:2"), ProgressListener.NONE));
        assertEquals(before.digest(), host.manager.find("x").digest());
    }

    @Test
    void refusesAStartOfWhatWasAdmittedOnce() throws Exception {
        Plugin plugin = host.install("x");
        refuse(Action.START);
        refused(host.manager.enable(plugin.id(), EnableOptions.DEFAULT));
        assertFalse(host.manager.find("x").enabled());
        assertEquals(PluginState.DISABLED, host.manager.find("x").status().state());
    }

    @Test
    void refusesWhatIsNewWithoutAPolicyThatIsRequired() throws Exception {
        Plugin plugin = host.install("x");
        host.manager.change(TestConfiguration.of(top).withRequiredPolicies("file"));
        host.providers.bindPolicy(YES, Map.of(AdmissionPolicy.NAME, "another"));
        host.registry.add("y", ManagerHost.CONFIG, "one");
        refused(host.manager.install(ManagerHost.request("y"), ProgressListener.NONE));
        refused(host.manager.upgrade("x", ManagerHost.request("y"), ProgressListener.NONE));
        NotAdmittedException no = refused(create());
        assertTrue(no.getMessage().contains("\"file\" is not there"), no.getMessage());
        // What runs, and what was admitted, goes on.
        host.manager.enable(plugin.id(), EnableOptions.DEFAULT).await();

        AdmissionPolicy policy = heard::add;
        host.providers.bindPolicy(policy, Map.of(AdmissionPolicy.NAME, "file"));
        host.manager.install(ManagerHost.request("y"), ProgressListener.NONE).await();
        host.providers.unbindPolicy(policy);
        refused(create());
    }

    private void refuse(Action action) {
        host.providers.bindPolicy(
                admission -> {
                    if (admission.action() == action) {
                        throw new NotAdmittedException("x", "not on Fridays");
                    }
                },
                Map.of());
    }

    private static NotAdmittedException refused(Operation<?> operation) {
        return assertThrows(NotAdmittedException.class, operation::await);
    }

    private Operation<Plugin> create() throws Exception {
        return host.manager.create(PluginReference.parse("made"), files());
    }

    private InputStream files() throws Exception {
        Path folder = Files.createDirectories(top.resolve("made"));
        Files.createDirectories(folder.resolve("rootfs"));
        Files.writeString(folder.resolve("config.json"), ManagerHost.CONFIG);
        byte[] tar = GnuTar.pack(folder, "posix", "--mtime=@0", "config.json", "rootfs");
        return new ByteArrayInputStream(tar);
    }
}
