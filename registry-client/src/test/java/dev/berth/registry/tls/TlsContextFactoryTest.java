package dev.berth.registry.tls;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsContextFactoryTest {
    @TempDir Path folder;

    @Test
    void refusesAnAuthorityWithoutACertificate() throws Exception {
        Path none = Files.writeString(folder.resolve("none.crt"), "nothing");

        assertTrue(refusal(none).contains("holds no certificate"));
        assertTrue(refusal(folder.resolve("missing.crt")).contains("missing.crt"));
    }

    private static String refusal(Path file) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> TlsContextFactory.requireReadable(List.of(file)))
                .getMessage();
    }
}
