package dev.berth.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.testing.SamplePlugins;
import dev.berth.testing.plugin.StatusFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginTableTest {
    private static final Instant NOW = StatusFixture.SINCE.plusSeconds(300);

    @Test
    void hasDockersHeadingsWhenThereIsNothing() {
        assertEquals(
                List.of("ID        NAME      DESCRIPTION   ENABLED   STATUS"),
                PluginTable.lines(List.of(), false, NOW));
    }

    @Test
    void isAsWideAsWhatIsInIt() {
        String table =
                """
                ID             NAME                   DESCRIPTION       ENABLED   STATUS
                0123456789ab   vieux/sshfs:latest     A volume plugin   true      Up 5 minutes
                0123456789ab   localhost:5000/a/b:1   A volume plugin   false     Disabled
                """;
        assertEquals(
                table.lines().toList(),
                PluginTable.lines(
                        List.of(
                                SamplePlugins.enabled("vieux/sshfs"),
                                SamplePlugins.disabled("localhost:5000/a/b:1")),
                        false,
                        NOW));
    }

    @Test
    void shortensADescriptionToOneLineOf45Characters() {
        String line =
                PluginTable.lines(List.of(SamplePlugins.described("é\n".repeat(40))), false, NOW)
                        .get(1);
        assertTrue(line.contains("é ".repeat(22) + "…   "), line);
    }

    @Test
    void showsAllWhenAskedTo() {
        String line =
                PluginTable.lines(List.of(SamplePlugins.described("y".repeat(99))), true, NOW)
                        .get(1);
        assertTrue(line.startsWith(SamplePlugins.ID), line);
        assertTrue(line.contains("y".repeat(99)), line);
    }
}
