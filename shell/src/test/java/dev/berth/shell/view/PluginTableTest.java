package dev.berth.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.testing.SamplePlugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginTableTest {

    @Test
    void hasDockersHeadingsWhenThereIsNothing() {
        assertEquals(
                List.of("ID        NAME      DESCRIPTION   ENABLED"),
                PluginTable.lines(List.of(), false));
    }

    @Test
    void isAsWideAsWhatIsInIt() {
        assertEquals(
                List.of(
                        "ID             NAME                   DESCRIPTION       ENABLED",
                        "0123456789ab   vieux/sshfs:latest     A volume plugin   true",
                        "0123456789ab   localhost:5000/a/b:1   A volume plugin   false"),
                PluginTable.lines(
                        List.of(
                                SamplePlugins.enabled("vieux/sshfs"),
                                SamplePlugins.disabled("localhost:5000/a/b:1")),
                        false));
    }

    @Test
    void shortensADescriptionToOneLineOf45Characters() {
        String line =
                PluginTable.lines(List.of(SamplePlugins.described("é\n".repeat(40))), false).get(1);
        assertTrue(line.contains("é ".repeat(22) + "…   "), line);
    }

    @Test
    void showsAllWhenAskedTo() {
        String line =
                PluginTable.lines(List.of(SamplePlugins.described("y".repeat(99))), true).get(1);
        assertTrue(line.startsWith(SamplePlugins.ID), line);
        assertTrue(line.contains("y".repeat(99)), line);
    }
}
