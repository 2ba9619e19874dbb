package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.secret.TestSecret;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.spi.PluginLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's password is known to its process, and everybody else sees where it is kept. */
class SecretsTest {
    private static final String CONFIG =
            "{\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"},"
                    + "\"env\":[{\"name\":\"USER\",\"value\":\"root\"},"
                    + "{\"name\":\"PASSWORD\",\"value\":\"none\",\"settable\":[\"value\"]}]}";

    @TempDir Path top;
    private Path file;
    private ManagerHost host;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(top.resolve("db"), "hunter2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        host = new ManagerHost(top);
        host.registry.add("x", CONFIG, "one");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isGivenToTheProcessOnly() throws Exception {
        set("PASSWORD.file=" + file);
        Plugin plugin = enable();
        PluginLaunch launch = host.runtime.launches.get(0);
        assertEquals(List.of("USER=root", "PASSWORD=hunter2"), launch.settings().env());
        assertEquals(Set.of("PASSWORD"), launch.secrets());
        assertFalse(launch.toString().contains("hunter2"));
        assertEquals(List.of("USER=root", reference()), plugin.settings().env());
        assertFalse(host.log.lines().toString().contains("hunter2"));
        assertFalse(host.events.toString().contains("hunter2"));
        assertTrue(stored("db"));
        assertFalse(stored("hunter2"));
    }

    @Test
    void isTakenFromConfigAdmin() throws Exception {
        host.providers.bindSecret(TestSecret.of("dev.berth.secret~db", "", "hunter2"));
        set("PASSWORD.secret=db");
        assertEquals(List.of("USER=root", "PASSWORD.secret=db"), enable().settings().env());
        assertTrue(host.runtime.launches.get(0).settings().env().contains("PASSWORD=hunter2"));
    }

    @Test
    void isReadAnewAtEachStartAndStaysSetOverAnUpgrade() throws Exception {
        set("PASSWORD.file=" + file);
        enable();
        host.manager.disable("x", false).await();
        Files.writeString(file, "hunter3");
        host.registry.add("x:2", CONFIG.replace("root", "admin"), "two");
        host.manager.upgrade("x", ManagerHost.request("x:2"), ProgressListener.NONE).await();
        enable();
        assertEquals(
                List.of("USER=admin", "PASSWORD=hunter3"),
                host.runtime.launches.get(1).settings().env());
    }

    @Test
    void isNotReadForAProcessThatHasIt() throws Exception {
        set("PASSWORD.file=" + file);
        enable();
        host.close();
        ManagerHost second = new ManagerHost(top, host.registry, host.runtime, true);
        second.close();
        Files.delete(file);
        host = second.restarted(true);
        host.manager.bindRuntime(host.runtime);
        assertEquals(List.of("USER=root", reference()), host.manager.find("x").settings().env());
    }

    @Test
    void keepsThePluginFromStartingWhereItIsMissing() throws Exception {
        Files.delete(file);
        set("PASSWORD.file=" + file);
        PluginRuntimeException refusal = assertThrows(PluginRuntimeException.class, this::enable);
        assertEquals(
                "plugin x:latest cannot be started: %s cannot be used: %s does not exist"
                        .formatted(reference(), file),
                refusal.getMessage());
        assertFalse(host.manager.find("x").enabled());
        assertEquals(List.of(), host.runtime.launches);
    }

    @Test
    void givesWayToAValueAndTheOtherWayRound() throws Exception {
        set("PASSWORD=plain", "PASSWORD.file=" + file);
        assertEquals(reference(), password());
        set("PASSWORD=plain");
        assertEquals("PASSWORD=plain", password());
        set("PASSWORD.file=" + file, "PASSWORD.file=");
        assertEquals("PASSWORD=none", password());
    }

    @Test
    void isNeverMadeOfAValueOrOfTheConfig() throws Exception {
        set("PASSWORD=file=" + file);
        enable();
        assertEquals(
                List.of("USER=root", "PASSWORD=file=" + file),
                host.runtime.launches.get(0).settings().env());
    }

    @Test
    void isARight() throws Exception {
        List<String> settings = List.of("PASSWORD.file=" + file);
        List<Privilege> asked = host.manager.settingPrivileges("x", settings).await();
        assertEquals(
                List.of(
                        Privilege.of(
                                "secret",
                                "permissions to read secrets of the host",
                                List.of(reference()))),
                asked);
        assertThrows(
                PrivilegesNotGrantedException.class,
                () -> host.manager.set("x", settings, List.of()).await());
        host.manager.set("x", settings, asked).await();
        assertEquals(List.of(), host.manager.settingPrivileges("x", settings).await());
    }

    private String reference() {
        return "PASSWORD.file=" + file;
    }

    private String password() {
        return host.manager.find("x").settings().env().get(1);
    }

    private void set(String... settings) throws InterruptedException {
        host.manager.set("x", List.of(settings)).await();
    }

    private Plugin enable() throws InterruptedException {
        return host.manager.enable("x", EnableOptions.DEFAULT).await();
    }

    /** Returns whether a text is in any file of the engine's. */
    private boolean stored(String text) throws Exception {
        try (Stream<Path> files = Files.walk(host.root())) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(path), "ISO-8859-1").contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
