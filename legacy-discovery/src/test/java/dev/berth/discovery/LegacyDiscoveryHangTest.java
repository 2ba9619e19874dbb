package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.file;
import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.testing.HangingFileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Specs and folders on a file system that hangs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LegacyDiscoveryHangTest extends LegacyDiscoveryTestBase {
    private Path spec;
    private HangingFileSystem hanging;

    @BeforeEach
    void hang() throws Exception {
        spec = file(host.etc().resolve("a.spec"), "unix:///a");
        file(host.etc().resolve("good.spec"), "unix:///good");
    }

    @AfterEach
    void end() throws Exception {
        hanging.close();
    }

    @Test
    void holdNeitherTheStartNorTheOthers() throws Exception {
        hanging = HangingFileSystem.mount(spec);
        listen();
        listener.expect("appeared", "good");
        assertEquals(Optional.empty(), discovery().find("a"));
        assertEquals(spec.getParent().resolve("good.spec"), source("good"));
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
        String late =
                "the files of plugin a (a.spec and such) were not read within 1.0 s: a file system"
                        + " hangs";
        assertEquals(1, log.lines("warn").stream().filter(late::equals).count());
    }

    /** It is not enough that a change is noticed: nothing changes when they answer. */
    @Test
    void areFoundOnceTheyAnswer() throws Exception {
        hanging = HangingFileSystem.mount(spec);
        listen();
        listener.expect("appeared", "good");
        hanging.hide();
        hanging.close();
        listener.expect("appeared", "a");
    }

    @Test
    void stayKnownWhileTheyHang() throws Exception {
        listen();
        listener.expect("appeared", "a");
        listener.expect("appeared", "good");
        hanging = HangingFileSystem.mount(spec);
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
        listener.expectNoMore();
    }

    @Test
    void holdNoOthersInAFolderOfTheirOwn() throws Exception {
        hanging = HangingFileSystem.mount(Files.createDirectory(host.etc().resolve("deep")));
        listen();
        listener.expect("appeared", "a");
        listener.expect("appeared", "good");
    }

    @Test
    void doNotHoldTheStartOrTheEndAsAWholeFolder() throws Exception {
        hanging = HangingFileSystem.mount(host.etc());
        LegacyDiscovery held = discovery();
        assertEquals(Optional.empty(), held.find("a"));
        held.close();
    }

    @Test
    void holdNoOtherFolderAsAWholeOne() throws Exception {
        socket(host.run().resolve("b.sock"));
        hanging = HangingFileSystem.mount(host.etc());
        listen();
        listener.expect("appeared", "b");
        assertEquals(host.run().resolve("b.sock"), source("b"));
        socket(host.run().resolve("c.sock"));
        listener.expect("appeared", "c");
        String late = host.etc() + " did not answer: its file system hangs, or is slow";
        assertEquals(1, log.lines("warn").stream().filter(one -> one.startsWith(late)).count());
        hanging.hide();
        hanging.close();
        listener.expect("appeared", "a");
        listener.expect("appeared", "good");
    }

    @Test
    void keepWhatWasKnownOfAWholeFolder() throws Exception {
        listen();
        listener.expect("appeared", "a");
        listener.expect("appeared", "good");
        hanging = HangingFileSystem.mount(host.etc());
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
        listener.expectNoMore();
    }

    private Path source(String name) throws Exception {
        return discovery().find(name).orElseThrow().source();
    }
}
