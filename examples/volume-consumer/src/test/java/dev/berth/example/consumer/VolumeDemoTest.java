package dev.berth.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.capability.HostFolder;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.PluginCallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeDemoTest {
    @TempDir Path folder;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void tellsEachStepUntilTheVolumeIsInUse() throws IOException {
        FolderVolumes driver = new FolderVolumes(folder);
        demo(driver).begin();
        Path file = folder.resolve("consumer-demo/hello.txt");
        assertEquals(
                List.of(
                        "consumer: found a volume plugin; its volumes are LOCAL",
                        "consumer: created volume consumer-demo",
                        "consumer: mounted it; the plugin sees it at /mnt/consumer-demo",
                        "consumer: wrote a file; the host sees it at " + file,
                        "consumer: which holds: Hello from an OSGi component",
                        "consumer: the plugin lists: [consumer-demo]"),
                told());
        assertEquals("Hello from an OSGi component\n", Files.readString(file));
        assertEquals(Optional.of(driver.mountpoint("consumer-demo")), driver.path("consumer-demo"));
    }

    @Test
    void leavesNothingAtItsEnd() throws IOException {
        FolderVolumes driver = new FolderVolumes(folder);
        VolumeDemo demo = demo(driver);
        demo.begin();
        told.reset();
        demo.end();
        assertEquals(
                List.of(
                        "consumer: the plugin is about to go",
                        "consumer: unmounted volume consumer-demo",
                        "consumer: removed volume consumer-demo",
                        "consumer: goodbye"),
                told());
        assertEquals(List.of(), driver.list());
    }

    @Test
    void leavesNothingWhenTheMountFails() {
        FolderVolumes driver =
                new FolderVolumes(folder) {
                    @Override
                    public Mountpoint mount(String name, String id) {
                        throw failure("Mount", "no");
                    }
                };
        assertThrows(PluginCallException.class, () -> demo(driver).begin());
        assertEquals(List.of(), driver.list());
    }

    @Test
    void leavesNothingWhenTheFileCannotBeWritten() {
        FolderVolumes driver =
                new FolderVolumes(folder) {
                    @Override
                    Mountpoint mountpoint(String name) {
                        return Mountpoint.of("/mnt")
                                .withFolder(HostFolder.of(folder, Path.of("missing")));
                    }
                };
        assertThrows(NoSuchFileException.class, () -> demo(driver).begin());
        assertEquals(List.of(), driver.list());
    }

    @Test
    void followsNoLinkThatThePluginMakes() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        FolderVolumes driver =
                new FolderVolumes(folder) {
                    @Override
                    public Mountpoint mount(String name, String id) {
                        link(folder.resolve(name).resolve("hello.txt"), precious);
                        return super.mount(name, id);
                    }
                };
        assertThrows(FileAlreadyExistsException.class, () -> demo(driver).begin());
        assertEquals("precious", Files.readString(precious));
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysSoWhenTheHostDoesNotSeeTheVolume() throws IOException {
        FolderVolumes driver =
                new FolderVolumes(folder) {
                    @Override
                    Mountpoint mountpoint(String name) {
                        return Mountpoint.of("/mnt");
                    }
                };
        demo(driver).begin();
        assertEquals(
                "consumer: the host does not see it: the plugin has no propagated mount there",
                told().get(3));
    }

    @Test
    void goesOnToTheEndWhenThePluginFails() throws IOException {
        FolderVolumes driver =
                new FolderVolumes(folder) {
                    @Override
                    public void unmount(String name, String id) {
                        throw failure("Unmount", "no");
                    }
                };
        VolumeDemo demo = demo(driver);
        demo.begin();
        told.reset();
        demo.end();
        assertEquals(
                List.of(
                        "consumer: the plugin is about to go",
                        "consumer: volume consumer-demo is not unmounted: plugin folders:"
                                + " VolumeDriver.Unmount: no",
                        "consumer: volume consumer-demo is not removed: plugin folders:"
                                + " VolumeDriver.Remove: consumer-demo is used by"
                                + " [dev.berth.example.consumer]",
                        "consumer: goodbye"),
                told());
    }

    private VolumeDemo demo(VolumeDriver driver) {
        return new VolumeDemo(driver, new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private List<String> told() {
        return told.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
