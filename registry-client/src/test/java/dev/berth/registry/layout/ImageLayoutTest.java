package dev.berth.registry.layout;

import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLayoutTest {
    private static final String MARKER = "{\"imageLayoutVersion\": \"1.0.0\"}";
    private static final String INDEX =
            "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"sha256:%s\", \"size\": 7}]}"
                    .formatted("a".repeat(64));

    @TempDir Path folder;

    @Test
    void tellsEachMistakeOfItsMarkerInWordsForUsers() throws Exception {
        assertKept("oci-layout", MARKER);
    }

    @Test
    void tellsEachMistakeOfItsIndexInWordsForUsers() throws Exception {
        Files.writeString(folder.resolve("oci-layout"), MARKER);
        assertKept("index.json", INDEX);
    }

    private void assertKept(String name, String valid) throws Exception {
        Files.writeString(folder.resolve("index.json"), INDEX);
        DocumentReaderContract.assertKept(
                valid,
                IOException.class,
                document -> {
                    Files.write(folder.resolve(name), document);
                    ImageLayout.at(folder, LayoutSample.LIMITS).entries();
                });
    }
}
