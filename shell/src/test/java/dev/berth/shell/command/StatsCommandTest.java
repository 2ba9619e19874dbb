package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginUsage;
import dev.berth.shell.testing.SamplePlugins;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsCommandTest extends CommandTest {
    @Test
    void showsWhatPluginsUse() throws Exception {
        manager.with(SamplePlugins.enabled("busy"))
                .using(
                        PluginUsage.of(Duration.ofSeconds(1), 48 << 20, 15)
                                .withMemoryLimit(64 << 20)
                                .withPidsLimit(512)
                                .withOomKills(2));
        List<String> lines = shell.type("plugin:stats busy").lines().toList();
        assertEquals(
                List.of(
                        "NAME",
                        "AVG CPU %",
                        "MEM USAGE / LIMIT",
                        "MEM %",
                        "PIDS / LIMIT",
                        "OOM KILLS"),
                List.of(lines.get(0).split(" {3,}")));
        assertTrue(
                lines.get(1)
                        .matches(
                                "busy:latest +\\d+\\.\\d\\d% +48.0MiB / 64.0MiB +75.00% +15 / 512"
                                        + " +2"),
                lines.get(1));
    }

    @Test
    void showsNoLimitWhereThereIsNone() throws Exception {
        manager.with(SamplePlugins.enabled("busy"))
                .using(PluginUsage.of(Duration.ofSeconds(1), 1000, 1));
        String line = shell.type("plugin:stats busy").lines().toList().get(1);
        assertTrue(line.contains("1000B / unlimited   --  "), line);
        assertTrue(line.contains("   1 / unlimited "), line);
    }

    @Test
    void showsAllThatRunAndOfOthersThatTheyDoNot() throws Exception {
        manager.with(SamplePlugins.disabled("idle"));
        assertTrue(!shell.type("plugin:stats").contains("idle"));
        assertTrue(shell.type("plugin:stats idle").contains("idle:latest   --"));
    }
}
