package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.file.MountTable;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host whose mount, umount and mkfifo are BusyBox's, as Alpine Linux and gateways have them. */
class ABusyBoxHostIT {
    private static final String ID = "6f".repeat(32);

    /** Each property of an engine, and the program that is BusyBox's. */
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    TestConfiguration.MOUNT, "mount",
                    TestConfiguration.UMOUNT, "umount",
                    TestConfiguration.MKFIFO, "mkfifo");

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private static ContainerdRuntime newRuntime() throws Exception {
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            Path script = HOST.folder().resolve("busybox-" + program.getValue());
            Files.writeString(
                    script,
                    "#!/bin/sh\nexec %s %s \"$@\"\n"
                            .formatted(Programs.find("busybox"), program.getValue()));
            Programs.run("chmod", "700", script.toString());
            System.setProperty(program.getKey(), script.toString());
        }
        try {
            return HOST.newRuntime(new RecordingLog());
        } finally {
            PROGRAMS.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void startsAndStopsAPluginConfinedLikeAnyOther() throws Exception {
        Path sockets = HOST.newFolder("sockets").toRealPath();
        Path data = HOST.newFolder("data").toRealPath();
        PluginLaunch launch =
                new SampleLaunches(HOST.rootfs(), sockets)
                        .id(ID)
                        .propagated(data)
                        .entrypoint(Scripts.obeying())
                        .launch();
        ContainerdRuntime runtime = newRuntime();
        try {
            PluginTask task = runtime.start(launch);
            MountTable.Entry socketFolder = MountTable.read().at(sockets).get(0);
            assertFalse(socketFolder.isShared());
            assertTrue(socketFolder.options().containsAll(Set.of("nosuid", "nodev", "noexec")));
            MountTable.Entry propagated = MountTable.read().at(data).get(0);
            assertTrue(propagated.isShared());
            assertTrue(propagated.options().containsAll(Set.of("nosuid", "nodev")));
            assertEquals(0, task.stop(Duration.ofSeconds(10)).code());
            runtime.clear(ID);
            assertEquals(List.of(), MountTable.read().at(sockets));
            assertEquals(List.of(), MountTable.read().at(data));
        } finally {
            runtime.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }
}
