package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {
    @TempDir Path root;

    @Test
    void readsVersion1() throws Exception {
        String idle = "oom_kill_disable 0\nunder_oom 0\noom_kill ";
        assertFalse(killed("memory/berth/p/memory.oom_control", idle + "0\n"));
        assertTrue(killed("memory/berth/p/memory.oom_control", idle + "1\n"));
    }

    @Test
    void readsVersion2() throws Exception {
        String idle = "low 0\nhigh 7\nmax 3\noom 2\noom_kill %d\noom_group_kill 0\n";
        assertFalse(killed("berth/p/memory.events", idle.formatted(0)));
        assertTrue(killed("berth/p/memory.events", idle.formatted(12)));
    }

    @Test
    void knowsNothingOfAGroupThatIsGoneAndOfAKernelThatDoesNotCount() throws Exception {
        assertFalse(new ControlGroup(root, "/berth/p").hasKilled());
        assertFalse(killed("memory/berth/p/memory.oom_control", "under_oom 1\n"));
    }

    @Test
    void tellsALimitThatWasReached() throws Exception {
        ControlGroup group = new ControlGroup(root, "/berth/p");
        write("memory/berth/p/memory.limit_in_bytes", "67108864\n");
        write("memory/berth/p/memory.max_usage_in_bytes", "33554432\n");
        assertEquals(OptionalLong.empty(), group.reachedLimit());
        write("memory/berth/p/memory.max_usage_in_bytes", "66000000\n");
        assertEquals(OptionalLong.of(67108864), group.reachedLimit());
        write("memory/berth/p/memory.limit_in_bytes", "9223372036854771712\n");
        assertEquals(OptionalLong.empty(), group.reachedLimit());
        write("berth/p/memory.max", "128\n");
        write("berth/p/memory.events", "oom 1\noom_kill 0\n");
        assertEquals(OptionalLong.of(128), group.reachedLimit());
        write("berth/p/memory.max", "max\n");
        assertEquals(OptionalLong.empty(), group.reachedLimit());
    }

    @Test
    void tellsWhatIsUsedInVersion1() throws Exception {
        ControlGroup group = new ControlGroup(root, "/berth/p");
        assertEquals(Optional.empty(), group.usage());
        write("memory/berth/p/memory.usage_in_bytes", "5000\n");
        write("memory/berth/p/memory.stat", "inactive_file 1\ntotal_inactive_file 1000\n");
        write("memory/berth/p/memory.limit_in_bytes", "9223372036854771712\n");
        write("memory/berth/p/memory.oom_control", "under_oom 0\noom_kill 2\n");
        write("cpuacct/berth/p/cpuacct.usage", "1500000000\n");
        write("pids/berth/p/pids.current", "7\n");
        write("pids/berth/p/pids.max", "512\n");
        assertEquals(
                PluginUsage.of(Duration.ofMillis(1500), 4000, 7).withPidsLimit(512).withOomKills(2),
                group.usage().orElseThrow());
    }

    @Test
    void tellsWhatIsUsedInVersion2() throws Exception {
        write("berth/p/memory.current", "5000\n");
        write("berth/p/memory.stat", "anon 9\ninactive_file 1000\n");
        write("berth/p/memory.max", "8192\n");
        write("berth/p/memory.events", "oom 1\noom_kill 1\n");
        write("berth/p/cpu.stat", "usage_usec 1500000\nuser_usec 1\n");
        write("berth/p/pids.current", "7\n");
        write("berth/p/pids.max", "max\n");
        assertEquals(
                PluginUsage.of(Duration.ofMillis(1500), 4000, 7)
                        .withMemoryLimit(8192)
                        .withOomKills(1),
                new ControlGroup(root, "/berth/p").usage().orElseThrow());
    }

    private boolean killed(String file, String content) throws IOException {
        write(file, content);
        return new ControlGroup(root, "/berth/p").hasKilled();
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), content);
    }
}
