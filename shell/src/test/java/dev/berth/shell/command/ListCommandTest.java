package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.testing.SamplePlugins;
import org.junit.jupiter.api.Test;

class ListCommandTest extends CommandTest {
    @Test
    void showsATable() throws Exception {
        assertEquals(3, shell.type("plugin:ls").lines().count());
    }

    @Test
    void showsACrashLoopAndWhy() throws Exception {
        manager.with(SamplePlugins.crashing("bad"));
        String shown = shell.type("plugin:ls");
        assertTrue(shown.contains("   true      Restarting (3) "), shown);
        assertTrue(shown.endsWith("\nbad:latest: it ended\\u001b[2J\n  no key\n"), shown);
    }

    @Test
    void showsIdsOnlyAndWhole() throws Exception {
        assertEquals("0123456789ab\n0123456789ab\n", shell.type("plugin:ls -q"));
        assertEquals(
                SamplePlugins.ID + "\n",
                shell.type("plugin:ls --quiet --no-trunc -f enabled=true"));
    }

    @Test
    void takesSeveralFilters() throws Exception {
        assertEquals("", shell.type("plugin:ls -q -f enabled=true -f capability=authz"));
        assertEquals("0123456789ab\n", shell.type("plugin:ls -q -f enabled=true -f enabled=false"));
    }
}
