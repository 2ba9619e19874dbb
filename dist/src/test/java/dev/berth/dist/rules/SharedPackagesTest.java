package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/**
 * Each bundle has what it uses of {@code dev.berth.shared} in itself, for nobody else to see: what
 * bnd did not copy would be imported.
 */
class SharedPackagesTest {
    private static final Map<String, Path> BUNDLES = BuiltBundles.all();

    @Test
    void areNeitherImportedNorExported() throws IOException {
        for (Map.Entry<String, Path> bundle : BUNDLES.entrySet()) {
            byte[] bytes =
                    BuiltBundles.files(bundle.getValue(), JarFile.MANIFEST_NAME::equals)
                            .get(JarFile.MANIFEST_NAME);
            Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
            for (String header :
                    List.of("Import-Package", "Export-Package", "DynamicImport-Package")) {
                String packages = manifest.getMainAttributes().getValue(header);
                assertFalse(
                        packages != null && packages.contains("dev.berth.shared"),
                        bundle.getKey() + " has " + header + ": " + packages);
            }
        }
    }

    @Test
    void areInTheBundlesThatUseThem() {
        Set<String> readers = new TreeSet<>();
        for (Map.Entry<String, Path> bundle : BUNDLES.entrySet()) {
            boolean hasReader =
                    !BuiltBundles.files(
                                    bundle.getValue(),
                                    "dev/berth/shared/tar/TarReader.class"::equals)
                            .isEmpty();
            if (hasReader) {
                readers.add(bundle.getKey());
            }
        }
        assertEquals(
                Set.of(
                        "dev.berth.core",
                        "dev.berth.dist",
                        "dev.berth.registry",
                        "dev.berth.runtime.containerd"),
                readers);
    }
}
