package dev.berth.runtime.containerd.layer.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void keepEachByte() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            all.append(c == '/' ? "" : c);
        }
        for (String name :
                new String[] {"plain/name", all.toString(), "a/\u00e9/b", "/\u00ff", "/"}) {
            assertEquals(name, FileNames.name(FileNames.path(name)));
        }
        assertTrue(FileNames.path("/\u00ff").isAbsolute());
        assertFalse(FileNames.path("\u00ff/f").isAbsolute());
    }

    @Test
    void areCleanedAsGoDoesBelowTheRoot() {
        assertEquals("a/c", FileNames.clean("./a//b/../c/"));
        assertEquals("outside", FileNames.clean("/a/../../outside"));
        assertEquals("", FileNames.clean("a/../.."));
        assertEquals("...", FileNames.clean("..."));
    }

    @Test
    void areInASetByWhatTheySay() {
        LocationSet set = new LocationSet();
        for (int i = 0; i < 10_000; i += 2) {
            set.add("usr/lib/" + i);
        }
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i % 2 == 0, set.contains("usr/lib/" + i));
        }
    }
}
