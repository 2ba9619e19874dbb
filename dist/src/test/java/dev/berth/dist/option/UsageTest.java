package dev.berth.dist.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void showsBothSpellingsInOneTable() {
        String text = Usage.text();
        assertTrue(
                text.contains(
                        "\n"
                                + "      --root, --data-root DIR   what is kept (default"
                                + " /var/lib/berth)\n"),
                text);
        assertTrue(text.contains("\n  -H, --host ADDRESS            where"), text);
        assertTrue(text.contains("\n      --stop-timeout, --shutdown-timeout SECONDS\n"), text);
    }

    @Test
    void fitsATerminal() {
        assertEquals(List.of(), Usage.text().lines().filter(line -> line.length() > 88).toList());
    }
}
