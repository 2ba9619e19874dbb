package dev.berth.registry.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.manifest.ArtifactParts;
import dev.berth.registry.manifest.ConfigCheck;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestDocument;
import dev.berth.registry.manifest.ManifestDocument.Image;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.manifest.Platform;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.shared.oci.MediaTypes;
import java.util.Optional;

/** Looks for a manifest, index or config that is neither understood nor refused. */
class ManifestReaderFuzz {
    private static final DocumentLimits LIMITS = new DocumentLimits(1 << 16, 1 << 16, 16, 16, 1000);
    private static final ManifestReader READER = new ManifestReader(LIMITS);
    private static final ConfigCheck CONFIGS = new ConfigCheck(LIMITS);
    private static final PlatformChoice PLATFORM =
            new PlatformChoice(Platform.parse("linux/arm/v7"));

    @FuzzTest
    void isReadOrRefused(byte[] document) {
        read(document, "");
        read(document, MediaTypes.DOCKER_MANIFEST);
        read(document, MediaTypes.OCI_INDEX);
        check(document);
    }

    private static void check(byte[] config) {
        CONFIGS.isPlugin(config);
        try {
            CONFIGS.requireWithinLimits(config);
        } catch (ManifestException e) {
            return;
        }
    }

    private static void read(byte[] document, String contentType) {
        try {
            ManifestDocument manifest = READER.read(document, contentType);
            if (manifest instanceof Index index) {
                PLATFORM.of(index);
            } else {
                Optional<ArtifactParts> parts = ArtifactParts.of((Image) manifest);
                if (parts.isPresent()) {
                    parts.get().requireUnpackable();
                }
            }
        } catch (ManifestException e) {
            return;
        }
    }
}
