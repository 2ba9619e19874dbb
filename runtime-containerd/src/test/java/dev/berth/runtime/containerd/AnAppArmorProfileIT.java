package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.plugin.ConfinementFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plugin under an AppArmor profile of the host's; only where the kernel has AppArmor. */
class AnAppArmorProfileIT {
    private static final String PROFILE =
            """
            profile berth-it flags=(attach_disconnected,mediate_deleted) {
              file,
              network,
              capability,
              signal,
              ptrace,
              mount,
              unix,
              deny /forbidden w,
            }
            """;

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void holdsThePlugin() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/sys/kernel/security/apparmor/profiles")),
                "this kernel has no AppArmor");
        Path profile = Files.writeString(HOST.folder().resolve("profile"), PROFILE);
        Programs.run("apparmor_parser", "--replace", "--skip-cache", profile.toString());
        PluginLaunch launch =
                new SampleLaunches(HOST.rootfs(), HOST.newFolder("sockets"))
                        .confinement(new ConfinementFixture().appArmorProfile("berth-it"))
                        .entrypoint(Scripts.obeying())
                        .launch();
        PluginTask task = HOST.runtime().start(launch);
        Path socket = launch.socket().orElseThrow();
        assertEquals("berth-it (enforce)\n", Scripts.tell(socket, "cat /proc/self/attr/current"));
        assertEquals("made", Scripts.tell(socket, making("/allowed")));
        assertEquals("Permission denied", Scripts.tell(socket, making("/forbidden")));
        task.stop(Duration.ofSeconds(10));
        Programs.run("apparmor_parser", "--remove", profile.toString());
    }

    private static String making(String file) {
        return "perl -e 'open(F, \">\", \"%s\") ? print \"made\" : print $!'".formatted(file);
    }
}
