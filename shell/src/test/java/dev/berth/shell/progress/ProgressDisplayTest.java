package dev.berth.shell.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.shared.display.ProgressBar;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.LineInput;
import dev.berth.testing.plugin.ProgressFixture;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private static final String LAYER = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER = "sha256:" + "f".repeat(64);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void isALineForEachStepAndABarForEachQuarterInAFile() {
        ProgressListener shown = shown(false);
        shown.progress(new ProgressFixture(Phase.RESOLVING, "localhost:5000/a/b", 0, 0));
        shown.progress(new ProgressFixture(Phase.RESOLVED, OTHER, 0, 0));
        shown.progress(new ProgressFixture(Phase.WAITING, LAYER, 0, 100));
        for (long done = 0; done <= 100; done++) {
            shown.progress(new ProgressFixture(Phase.DOWNLOADING, LAYER, done, 100));
        }
        shown.progress(new ProgressFixture(Phase.DOWNLOADED, LAYER, 100, 100));
        shown.progress(new ProgressFixture(Phase.DOWNLOADED, LAYER, 100, 100));
        List<String> lines = lines();
        assertEquals("latest: Pulling from localhost:5000/a/b", lines.get(0));
        assertEquals("Digest: " + OTHER, lines.get(1));
        assertEquals("0123456789ab: Waiting", lines.get(2));
        assertTrue(lines.get(3).startsWith("0123456789ab: Downloading [====="), lines.get(3));
        assertTrue(lines.get(6).endsWith("=>]     100B/100B"), lines.get(6));
        assertEquals("0123456789ab: Download complete", lines.get(7));
        assertEquals(8, lines.size());
    }

    @Test
    void isWrittenOverOnATerminal() {
        ProgressListener shown = shown(true);
        shown.progress(new ProgressFixture(Phase.WAITING, LAYER, 0, 0));
        shown.progress(new ProgressFixture(Phase.WAITING, OTHER, 0, 0));
        shown.progress(new ProgressFixture(Phase.COMPLETE, LAYER, 0, 0));
        assertEquals(
                "0123456789ab: Waiting\nffffffffffff: Waiting\n"
                        + "\u001b[2A\r\u001b[2K0123456789ab: Complete\r\u001b[2B",
                written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsAFullBarHoweverSoonItIsFull() {
        ProgressListener shown = shown(true);
        shown.progress(new ProgressFixture(Phase.DOWNLOADING, LAYER, 1, 100));
        shown.progress(new ProgressFixture(Phase.DOWNLOADING, LAYER, 100, 100));
        assertTrue(written.toString(StandardCharsets.UTF_8).contains("=>]     100B/100B"));
    }

    @Test
    void speaksDockersWords() {
        ProgressText text = new ProgressText(ProgressBar.FULL);
        assertEquals(
                "1.2: Pulling from x",
                text.line(new ProgressFixture(Phase.RESOLVING, "x:1.2", 0, 0)));
        assertEquals(
                "0123456789ab: Already exists",
                text.line(new ProgressFixture(Phase.ALREADY_EXISTS, LAYER, 0, 0)));
        assertEquals(
                "0123456789ab: Upload complete",
                text.line(new ProgressFixture(Phase.PUSHED, LAYER, 0, 0)));
        assertEquals(
                "short: Complete", text.line(new ProgressFixture(Phase.COMPLETE, "short", 0, 0)));
    }

    private ProgressListener shown(boolean terminal) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return ProgressDisplay.on(
                new Console(
                        InputStream.nullInputStream(),
                        out,
                        out,
                        terminal,
                        terminal,
                        terminal,
                        120,
                        LineInput.of(InputStream.nullInputStream())));
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
