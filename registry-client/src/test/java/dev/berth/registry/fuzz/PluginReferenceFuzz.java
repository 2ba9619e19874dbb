package dev.berth.registry.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidReferenceException;
import java.nio.charset.StandardCharsets;

/** Looks for a text that is neither a reference nor refused, or one that is read in two ways. */
class PluginReferenceFuzz {

    @FuzzTest
    void isReadOrRefused(byte[] text) {
        PluginReference reference;
        try {
            reference = PluginReference.parse(new String(text, StandardCharsets.UTF_8));
        } catch (InvalidReferenceException e) {
            return;
        }
        requireSame(reference, PluginReference.parse(reference.toString()));
        requireSame(reference, PluginReference.parse(reference.familiar()));
    }

    private static void requireSame(PluginReference one, PluginReference other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " became " + other);
        }
    }
}
