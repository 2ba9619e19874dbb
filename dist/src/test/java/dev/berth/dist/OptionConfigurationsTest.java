package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionConfigurationsTest {

    @Test
    void reachTheComponentsThatReadThem() throws UsageException {
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
    void leaveTheDefaultsToThoseWhoKnowThem() throws UsageException {
        var all = configurations("start");
        assertFalse(all.containsKey("dev.berth.registry"));
        assertFalse(all.containsKey("dev.berth.discovery"));
    }

    @Test
    void setTheLogLevelForBerthAlone() throws UsageException {
        assertEquals(
                Map.of("ROOT", "WARN", "dev.berth", "DEBUG"),
                configurations("start --log-level debug").get("org.osgi.service.log.admin"));
    }

    private static Map<String, Map<String, Object>> configurations(String line)
            throws UsageException {
        Options options = OptionParser.parse(List.of(line.split(" ")), Map.of());
        return OptionConfigurations.of(options, Path.of("/c.sock"));
    }
}
