package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson's core lies in this jar. */
class EmbeddedLicenseTest {
    private static final Path META_INF = Path.of("target", "classes", "META-INF");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LICENSE",
                "NOTICE",
                "licenses/jackson-core/META-INF/LICENSE",
                "licenses/jackson-core/META-INF/NOTICE",
                "licenses/jackson-core/META-INF/FastDoubleParser-LICENSE",
                "licenses/jackson-core/META-INF/FastDoubleParser-ThirdParty-LICENSE",
                "licenses/jackson-core/META-INF/Schubfach-LICENSE"
            })
    void isInTheJar(String text) {
        assertTrue(Files.exists(META_INF.resolve(text)));
    }

    @Test
    void isNamedByTheNotice() throws Exception {
        assertTrue(Files.readString(META_INF.resolve("NOTICE")).contains("jackson-core inside"));
    }
}
