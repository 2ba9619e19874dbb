package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import dev.berth.testing.ForkedJvm;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A registry client in a Java with 64 MB of heap, and four layers at once with 1 GiB in all. */
class APullOfAGigabyteIT {
    private static final int LAYERS = 4;
    private static final long SIZE = 256L << 20;
    private static final byte[] PIECE = new byte[1 << 20];

    @Test
    void needsLittleMemory() throws Exception {
        new Random(1).nextBytes(PIECE);
        MessageDigest hasher = Digest.hasher(Digest.SHA256);
        for (long sent = 0; sent < SIZE; sent += PIECE.length) {
            hasher.update(PIECE);
        }
        Digest digest = Digest.ofHash(Digest.SHA256, hasher.digest());
        try (ScriptedServer server = new ScriptedServer()) {
            server.on(
                    Served.blobLine("a/b", Descriptor.of("", digest, SIZE)),
                    (request, out) -> {
                        ScriptedResponses.head(out, 200, SIZE);
                        for (long sent = 0; sent < SIZE; sent += PIECE.length) {
                            out.write(PIECE);
                        }
                    });
            String output =
                    ForkedJvm.start(
                                    List.of("-Xmx64m"),
                                    PullInLittleMemory.class,
                                    server.address() + "/a/b",
                                    digest.toString(),
                                    Long.toString(SIZE),
                                    Integer.toString(LAYERS))
                            .output();

            assertTrue(output.contains("pulled " + LAYERS * SIZE + " bytes"), output);
            System.out.println(output.strip());
        }
    }
}
