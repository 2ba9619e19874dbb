package dev.berth.registry.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.plugin.Reference;
import dev.berth.plugin.error.InvalidPluginException;
import java.nio.charset.StandardCharsets;

/** Looks for a text that is neither a reference nor refused, or one that is read in two ways. */
class AReferenceFuzz {

    @FuzzTest
    void isReadOrRefused(byte[] text) {
        Reference reference;
        try {
            reference = Reference.parse(new String(text, StandardCharsets.UTF_8));
        } catch (InvalidPluginException e) {
            return;
        }
        requireSame(reference, Reference.parse(reference.toString()));
        if (!isAmbiguousInDocker(reference)) {
            requireSame(reference, Reference.parse(reference.familiar()));
        }
    }

    /**
     * Finds of this test: Docker too shortens docker.io/a.example/b to what means another host, and
     * docker.io/library/ID to what is taken for an ID.
     */
    private static boolean isAmbiguousInDocker(Reference reference) {
        String first = reference.path().split("/")[0];
        boolean host = first.contains(".") || first.equals("localhost");
        return reference.domain().equals(Reference.DEFAULT_DOMAIN)
                && (host || reference.path().matches("library/[a-f0-9]{64}"));
    }

    private static void requireSame(Reference one, Reference other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " became " + other);
        }
    }
}
