package dev.berth.testing.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A perl script that prints what its process may do: {@code NAME: RESULT} for each thing. */
public final class ProbeScript {
    private ProbeScript() {}

    public static String text() throws IOException {
        try (InputStream script = ProbeScript.class.getResourceAsStream("probe.pl")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
