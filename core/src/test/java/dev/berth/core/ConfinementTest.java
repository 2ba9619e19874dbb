package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.spi.Admission;
import dev.berth.spi.AdmissionPolicy;
import dev.berth.spi.Confinement;
import dev.berth.spi.Confinement.Seccomp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is started confined: by default, or as is set for it. */
class ConfinementTest {
    @TempDir Path top;
    private ManagerHost host;
    private volatile Map<String, String> given = Map.of();

    @BeforeEach
    void start() throws InterruptedException {
        host = new ManagerHost(top);
        host.install("x");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isThereByDefault() throws Exception {
        Confinement confinement = launched();
        assertEquals(Seccomp.DEFAULT, confinement.seccomp());
        assertTrue(confinement.noNewPrivileges());
        assertEquals(OptionalLong.of(512), confinement.pidsLimit());
        assertEquals(64 << 20, confinement.sharedMemorySize());
        assertEquals(
                Map.of(
                        "limit.pids", "512",
                        "limit.memory", "unlimited",
                        "limit.cpus", "unlimited",
                        "limit.shm", "64m",
                        "security.seccomp", "default",
                        "security.no-new-privileges", "true",
                        "security.read-only", "false"),
                host.manager.find("x").confinement());
    }

    @Test
    void isAsItIsSetAndStaysSoOverAnUpgradeAndARestart() throws Exception {
        set("@security.seccomp=unconfined", "@limit.memory=128m", "@security.cap-drop=mknod");
        host.registry.add("y", ManagerHost.CONFIG, "another");
        host.manager.upgrade("x", ManagerHost.request("y"), ProgressListener.NONE).await();
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        Map<String, String> shown = host.manager.find("x").confinement();
        assertEquals("unconfined", shown.get("security.seccomp"));
        assertEquals("CAP_MKNOD", shown.get("security.cap-drop"));
        Confinement confinement = launched();
        assertEquals(Seccomp.UNCONFINED, confinement.seccomp());
        assertEquals(OptionalLong.of(128 << 20), confinement.memoryLimit());
        host.manager.disable("x", false).await();
        set("@security.seccomp=", "@limit.memory", "@security.cap-drop=");
        assertEquals("default", host.manager.find("x").confinement().get("security.seccomp"));
        assertFalse(host.manager.find("x").confinement().containsKey("security.cap-drop"));
    }

    @Test
    void isAsAPolicyGivesItWhereTheUserHasSetNothing() throws Exception {
        given = Map.of("limit.pids", "100", "security.seccomp", "log", "limit.cpus", "x", "y", "z");
        host.providers.bindPolicy(giving(), Map.of());
        set("@limit.pids=200");
        host.install("fresh");
        assertEquals("100", host.manager.find("fresh").confinement().get("limit.pids"));
        Confinement confinement = launched();
        assertEquals(OptionalLong.of(200), confinement.pidsLimit());
        assertEquals(OptionalLong.empty(), confinement.milliCpusLimit());
        assertEquals(Seccomp.LOG, confinement.seccomp());
        Map<String, String> shown = host.manager.find("x").confinement();
        assertEquals("log", shown.get("security.seccomp"));
        host = host.restarted(false);
        assertEquals(shown, host.manager.find("x").confinement());
        host.manager.bindRuntime(host.runtime);
        host.manager.disable("x", false).await();
        assertEquals(Seccomp.DEFAULT, launched().seccomp());
    }

    @Test
    void isNotLiftedFurtherThanAPolicyDoesWithoutConsent() throws Exception {
        given = Map.of("security.seccomp", "unconfined");
        host.providers.bindPolicy(giving(), Map.of());
        launched();
        assertEquals("unconfined", host.manager.find("x").confinement().get("security.seccomp"));
        host.manager.disable("x", false).await();
        assertEquals(
                List.of(),
                host.manager.settingPrivileges("x", List.of("@security.seccomp=log")).await());
        assertEquals(
                List.of("@limit.pids=600"),
                host.manager
                        .settingPrivileges("x", List.of("@limit.pids=600"))
                        .await()
                        .get(0)
                        .value());
    }

    @Test
    void isThePoliciesOfTheVersionThatAHotUpgradeStarts() throws Exception {
        host.providers.bindPolicy(giving(), Map.of());
        launched();
        given = Map.of("limit.pids", "100");
        host.registry.add("x:2", ManagerHost.CONFIG, "two");
        UpgradeOptions hot = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
        host.manager.upgrade("x", ManagerHost.request("x:2"), hot, ProgressListener.NONE).await();
        assertEquals(OptionalLong.of(100), last().pidsLimit());
        assertEquals("100", host.manager.find("x").confinement().get("limit.pids"));
    }

    private AdmissionPolicy giving() {
        return new AdmissionPolicy() {
            @Override
            public void admit(Admission admission) {}

            @Override
            public Map<String, String> confinement(Admission admission) {
                return given;
            }
        };
    }

    @Test
    void isNotChangedUnderAPluginThatRuns() throws Exception {
        launched();
        assertThrows(PluginEnabledException.class, () -> set("@limit.pids=5"));
        assertThrows(
                PluginEnabledException.class, () -> set("@health.probe=none", "@limit.pids=5"));
        assertEquals("512", host.manager.find("x").confinement().get("limit.pids"));
        assertFalse(host.manager.find("x").supervision().containsKey("limit.pids"));
    }

    @Test
    void isLiftedOnlyByWhoIsGrantedThat() throws Exception {
        List<String> settings = List.of("@security.seccomp=unconfined", "@limit.memory=64m");
        List<Privilege> asked = host.manager.settingPrivileges("x", settings).await();
        assertEquals(1, asked.size());
        assertEquals("confinement", asked.get(0).name());
        assertEquals(List.of("@security.seccomp=unconfined"), asked.get(0).value());
        assertThrows(
                PrivilegesNotGrantedException.class,
                () -> host.manager.set("x", settings, List.of()).await());
        assertEquals("default", host.manager.find("x").confinement().get("security.seccomp"));
        host.manager.set("x", settings, asked).await();
        assertEquals(Seccomp.UNCONFINED, launched().seccomp());
    }

    private void set(String... settings) throws InterruptedException {
        host.manager.set("x", List.of(settings)).await();
    }

    private Confinement launched() throws InterruptedException {
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        return last();
    }

    private Confinement last() {
        return host.runtime.launches.get(host.runtime.launches.size() - 1).confinement();
    }
}
