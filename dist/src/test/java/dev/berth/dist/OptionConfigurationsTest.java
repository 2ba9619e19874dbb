package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.dist.option.ConfigFileException;
import dev.berth.dist.option.OptionParser;
import dev.berth.dist.option.Options;
import dev.berth.dist.option.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionConfigurationsTest {

    @Test
    void reachTheComponentsThatReadThem() throws UsageException, ConfigFileException {
        var all =
                configurations(
                        "start --root /r --exec-root /e --legacy-dir /l --insecure-registry h"
                                + " --layout r.io=/p --live-restore --stop-timeout 7"
                                + " --authorization-plugin b --authorization-plugin a");
        assertEquals(
                Map.of(
                        "root",
                        "/r",
                        "exec.root",
                        "/e",
                        "live.restore",
                        true,
                        "stop.timeout.seconds",
                        7),
                all.get("dev.berth.core"));
        assertEquals(
                Map.of("address", "/c.sock", "run.folder", "/e/io"),
                all.get("dev.berth.runtime.containerd"));
        assertEquals(
                Map.of(
                        "file", "/r/policy.json",
                        "signatures.folder", "/r/signatures",
                        "decisions.file", "/r/decisions.log"),
                all.get("dev.berth.policy"));
        assertArrayEquals(
                new String[] {"h"},
                (String[]) all.get("dev.berth.registry").get("insecure.registries"));
        assertArrayEquals(
                new String[] {"r.io=/p"}, (String[]) all.get("dev.berth.registry").get("layouts"));
        assertArrayEquals(
                new String[] {"b", "a"},
                (String[]) all.get("dev.berth.engine").get("authorization.plugins"));
        assertArrayEquals(
                new String[] {"/l"}, (String[]) all.get("dev.berth.discovery").get("directories"));
    }

    @Test
    void leaveTheDefaultsToThoseWhoKnowThem() throws UsageException, ConfigFileException {
        var all = configurations("start");
        assertFalse(all.containsKey("dev.berth.registry"));
        assertFalse(all.containsKey("dev.berth.discovery"));
    }

    @Test
    void setTheLogLevelForBerthAlone() throws UsageException, ConfigFileException {
        assertEquals(
                Map.of("ROOT", "WARN", "dev.berth", "DEBUG"),
                configurations("start --log-level debug").get("org.osgi.service.log.admin"));
    }

    @Test
    void nameTheAddressesOfTheApi() throws UsageException, ConfigFileException {
        var engine =
                configurations(
                                "start -H unix:///a -H tcp://127.0.0.1:1 --tlsverify --tlscacert"
                                        + " /ca --tlscert /c --tlskey /k -G docker")
                        .get("dev.berth.engine");
        assertEquals("", engine.get("socket"));
        assertArrayEquals(
                new String[] {"unix:///a", "tcp://127.0.0.1:1"}, (String[]) engine.get("hosts"));
        assertEquals("verify", engine.get("tls.mode"));
        assertEquals("/ca", engine.get("tls.ca"));
        assertEquals("/c", engine.get("tls.certificate"));
        assertEquals("/k", engine.get("tls.key"));
        assertEquals("docker", engine.get("group"));
    }

    @Test
    void nameTheOciRuntimeAndWhereItsPluginsLive() throws UsageException, ConfigFileException {
        assertEquals(
                Map.of(
                        "address", "/c.sock",
                        "run.folder", "/run/berth/io",
                        "namespace", "n",
                        "runtime.binary", "/bin/other",
                        "runc.program", ""),
                configurations(
                                "start --add-runtime o=/bin/other --default-runtime o"
                                        + " --containerd-plugins-namespace n")
                        .get("dev.berth.runtime.containerd"));
        assertEquals(
                "io.containerd.other.v1",
                configurations("start --default-runtime io.containerd.other.v1")
                        .get("dev.berth.runtime.containerd")
                        .get("runtime"));
    }

    @Test
    void nameTheMirrorsOfTheHub() throws UsageException, ConfigFileException {
        var registry =
                configurations(
                                "start --registry-mirror https://m --registry-mirror http://n:5000/"
                                        + " --max-download-attempts 2")
                        .get("dev.berth.registry");
        assertArrayEquals(
                new String[] {"docker.io=m", "docker.io=n:5000"},
                (String[]) registry.get("mirrors"));
        assertArrayEquals(new String[] {"n:5000"}, (String[]) registry.get("insecure.registries"));
        assertEquals(2, registry.get("retry.attempts.max.count"));
    }

    private static Map<String, Map<String, Object>> configurations(String line)
            throws UsageException, ConfigFileException {
        Options options = OptionParser.parse(List.of(line.split(" ")), Map.of());
        return OptionConfigurations.of(options, Path.of("/c.sock"), "/bin/other");
    }
}
