package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** {@code build/UncompressedJars.java}, by the bundles of the distribution. */
class UncompressedJarsIT {
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
