package dev.berth.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeLinesTest {
    @Test
    void namesEachProgram() {
        assertEquals(
                List.of("containerd: 1.6.20 of today"),
                RuntimeLines.of(() -> Map.of("containerd", "1.6.20 of\ntoday")));
    }

    @Test
    void saysWhyThereAreNone() {
        assertEquals(
                List.of(
                        "runtime: does not tell its versions: java.lang.NoClassDefFoundError:"
                                + " gone"),
                RuntimeLines.of(
                        () -> {
                            throw new NoClassDefFoundError("gone");
                        }));
        assertEquals(
                List.of("runtime: was not asked to the end for its versions"),
                RuntimeLines.of(
                        () -> {
                            throw new InterruptedException();
                        }));
        assertTrue(Thread.interrupted());
    }
}
