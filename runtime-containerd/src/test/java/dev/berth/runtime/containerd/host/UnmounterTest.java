package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.shared.host.HostProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.TestFolders;
import dev.berth.testing.TestTimeout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnmounterTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path host;
    private Path one;
    private Path two;

    @BeforeEach
    void makeMounts() throws Exception {
        host = Files.createTempDirectory("unmounted").toRealPath();
        one = mount("one");
        two = mount("two");
    }

    @AfterEach
    void deleteFolders() {
        threads.shutdownNow();
        TestFolders.delete(host);
    }

    private Path mount(String name) throws Exception {
        Path folder = Files.createDirectories(host.resolve(name));
        Programs.run("mount", "-t", "tmpfs", "test", folder.toString());
        return folder;
    }

    private List<Path> mounted() throws Exception {
        return TestFolders.mountsBelow(host);
    }

    @Test
    void undoesSeveralAtOnce() throws Exception {
        new Unmounter(new HostProgram("umount")).requireUnmounted(List.of(one, two));
        assertEquals(List.of(), mounted());
    }

    /** A file system that a plugin has mounted may be one whose server does not answer. */
    @Test
    void letsNobodyWaitForWhatAPluginHasMounted() throws Exception {
        mount("one/of-the-plugin");
        undoesTwoWhileOneHangs();
    }

    @Test
    void letsNobodyWaitForWhatAPluginHasMountedOverItsFolder() throws Exception {
        mount("one");
        undoesTwoWhileOneHangs();
    }

    private void undoesTwoWhileOneHangs() throws Exception {
        try (GatedProgram umount = new GatedProgram(host, "umount", "/one")) {
            Unmounter unmounter = new Unmounter(umount.program());
            Future<?> hanging =
                    threads.submit(
                            () -> {
                                unmounter.requireUnmounted(List.of(one));
                                return null;
                            });
            umount.awaitCall();
            unmounter.requireUnmounted(List.of(two));
            assertFalse(mounted().contains(two));
            umount.open();
            hanging.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertEquals(List.of(), mounted());
    }
}
