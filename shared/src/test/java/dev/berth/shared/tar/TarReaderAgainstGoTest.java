package dev.berth.shared.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares what is read of hostile archives with what Go 1.19's archive/tar was seen to read. */
class TarReaderAgainstGoTest {
    private static final String REFUSED = "refused";

    /** What other readers understand in another way than Go, or what no archive should have. */
    private static final Set<String> REFUSED_HERE_ONLY =
            Set.of(
                    "cut-at-1535",
                    "cut-in-records-at-1000",
                    "size-%ff%ff%ff%ff%ff%ff%ff%ff%ff%ff%ff%ff-of-a-folder",
                    "size-%ff%ff%ff%ff%ff%ff%ff%ff%ff%ff%ff%fb-of-a-folder",
                    "size-%80%00%00%00%7f%ff%ff%ff%ff%ff%ff%ff-of-a-folder",
                    "old-folder-with-content",
                    "record-size--5-of-a-link",
                    "record-size-9223372036854775807-of-a-link",
                    "record-size-9223372036854775297-of-a-link",
                    "holes-in-gnus-old-form");

    /** The maps of files with holes are for who unpacks them, and hide nothing. */
    private static final Set<String> REFUSED_BY_GO_ONLY =
            Set.of("holes-0.0-", "holes-0.1-", "holes-large");

    @Test
    void readsAsGoDoesOrRefuses() throws IOException {
        Map<String, String> expected = recorded();
        for (Map.Entry<String, byte[]> tar : HostileTars.all().entrySet()) {
            String name = tar.getKey();
            String seen = TarDescription.of(tar.getValue());
            if (REFUSED_HERE_ONLY.contains(name)) {
                assertTrue(seen.endsWith(REFUSED), name);
                assertTrue(expected.get(name).endsWith("end"), name);
            } else if (REFUSED_BY_GO_ONLY.contains(name)) {
                assertEquals(REFUSED, expected.get(name), name);
                assertFalse(seen.endsWith(REFUSED), name);
            } else {
                assertEquals(expected.get(name), seen, name);
            }
        }
    }

    @Test
    void knowsWhatGoReadsOfEach() throws IOException {
        assertEquals(HostileTars.all().keySet(), recorded().keySet());
    }

    private static Map<String, String> recorded() throws IOException {
        try (InputStream in =
                TarReaderAgainstGoTest.class.getResourceAsStream("go-archive-tar.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .collect(
                            Collectors.toMap(
                                    line -> line[0],
                                    line -> line[1],
                                    (a, b) -> b,
                                    LinkedHashMap::new));
        }
    }
}
