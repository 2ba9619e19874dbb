package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** {@code build/DistributionBundles.java}, by the bundles of the distribution. */
class DistributionBundlesIT {
    @Test
    void leavesNoEntryOfTheDistributionsBundlesCompressed() throws IOException {
        for (Path jar : bundles()) {
            // It reads the manifest, and checks what was stored beside its CRC.
            try (JarFile entries = new JarFile(jar.toFile())) {
                assertFalse(entries.getManifest().getMainAttributes().isEmpty(), jar.toString());
                assertEquals(List.of(), compressed(entries), jar.toString());
            }
        }
    }

    @Test
    void leavesOneDescriptionOfComponentsInABundle() throws IOException {
        int described = 0;
        for (Path jar : bundles()) {
            try (JarFile entries = new JarFile(jar.toFile())) {
                String listed =
                        entries.getManifest().getMainAttributes().getValue("Service-Component");
                if (listed != null) {
                    assertNotNull(entries.getEntry(listed), jar + " has no " + listed);
                    described++;
                }
            }
        }
        assertTrue(described > 10, "bundles with components: " + described);
    }

    private static List<Path> bundles() throws IOException {
        Path folder = Path.of(System.getProperty("berth.dist")).resolve("bundles");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
            assertFalse(jars.isEmpty());
            return jars;
        }
    }

    private static List<String> compressed(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getMethod() != ZipEntry.STORED)
                .map(ZipEntry::getName)
                .toList();
    }
}
