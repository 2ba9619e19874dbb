package dev.berth.shared.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress.Phase;
import dev.berth.testing.plugin.ProgressFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private static final String BLOB = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "WAITING, 0, Waiting, false",
        "DOWNLOADING, 0, Downloading, true",
        "DOWNLOADED, 9, Download complete, false",
        "EXTRACTING, 5, Extracting, true",
        "COMPLETE, 9, Complete, false",
        "ALREADY_EXISTS, 0, Already exists, false",
        "PUSHING, 0, Preparing, false",
        "PUSHING, 5, Uploading, true",
        "PUSHED, 9, Upload complete, false"
    })
    void namesABlobByTwelveDigits(Phase phase, long current, String status, boolean counted) {
        assertEquals(
                new ProgressLine("0123456789ab", status, counted),
                ProgressLine.of(new ProgressFixture(phase, BLOB, current, 9)));
    }

    @ParameterizedTest
    @CsvSource({
        "x, latest, x",
        "x:1.2, 1.2, x",
        "docker.io/library/x, latest, x",
        "vieux/sshfs:next, next, vieux/sshfs",
        "localhost:5000/a/b, latest, localhost:5000/a/b"
    })
    void namesARepositoryByItsShortName(String reference, String tag, String repository) {
        PluginReference parsed = PluginReference.parse(reference);
        ProgressLine pulling = new ProgressLine(tag, "Pulling from " + repository, false);
        assertEquals(pulling, ProgressLine.pulling(parsed));
        assertEquals(
                pulling, ProgressLine.of(new ProgressFixture(Phase.RESOLVING, reference, 0, 0)));
        assertEquals(
                "The push refers to repository [" + repository + "]",
                ProgressLine.pushing(parsed).status());
    }

    @Test
    void tellsTheWholeDigestOfThePlugin() {
        assertEquals(
                new ProgressLine("", "Digest: " + BLOB, false),
                ProgressLine.of(new ProgressFixture(Phase.RESOLVED, BLOB, 0, 0)));
    }

    @Test
    void takesASubjectThatIsNoDigestAsItIs() {
        assertEquals(
                "short", ProgressLine.of(new ProgressFixture(Phase.COMPLETE, "short", 0, 0)).id());
    }
}
