package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "configuration.md");

    @Test
    void isWhatTheBundlesSay() throws Exception {
        String made = ConfigurationDocument.of(BuiltBundles.all());
        if (System.getProperty("berth.write.docs") != null) {
            Files.writeString(FILE, made);
        }
        assertEquals(
                made,
                Files.readString(FILE),
                "write it anew: mvn -pl dist test -Dtest=ConfigurationDocumentTest"
                        + " -Dberth.write.docs");
    }
}
