package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.OutputLine;
import dev.berth.testing.RecordingLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutputLogTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    private final RecordingLog log = new RecordingLog();
    private final OutputTail tail = new OutputTail(2);
    private final List<OutputLine> read = new ArrayList<>();

    @Test
    void dropsWhatIsMoreThanTheRateAndTellsHowMuchThatWas() {
        OutputLog output = output(2 * (100 + 3), 10_000);
        for (String line : List.of("one", "two", "six", "ten")) {
            output.stdout(bytes(line));
        }
        now.addAndGet(SECOND);
        output.stderr(bytes("new"));
        assertEquals(
                List.of(
                        "info p: one",
                        "info p: two",
                        "warn p prints more than is logged: the rest of this second is dropped",
                        "warn p: 2 lines (8 bytes) were dropped here",
                        "error p: new"),
                log.lines());
    }

    @Test
    void keepsTheLastLinesThoughTheyAreDropped() {
        OutputLog output = output(0, 0);
        for (String line : List.of("one", "two", "six")) {
            output.stdout(bytes(line));
        }
        assertEquals(List.of("two", "six"), tail.list());
    }

    @Test
    void handsOverAllLinesThoughTheyAreDropped() {
        OutputLog output = output(0, 0);
        output.stdout(bytes("one\u001b[2J\r"));
        output.stderr(bytes("two"));
        assertEquals(
                List.of("STDOUT one\\u001b[2J", "STDERR two"),
                read.stream().map(line -> line.stream() + " " + line.text()).toList());
    }

    @Test
    void tellsAtItsEndWhatWasDropped() {
        OutputLog output = output(10_000, 0);
        output.stdout(bytes("one"));
        output.tellDropped();
        output.tellDropped();
        assertEquals(
                List.of(
                        "warn p prints more than is logged: the rest of this second is dropped",
                        "warn p: 1 lines (4 bytes) were dropped here"),
                log.lines());
    }

    @Test
    void countsEmptyLinesToo() {
        OutputLog output = output(1000, 10_000);
        for (int i = 0; i < 1000; i++) {
            output.stdout(bytes(""));
        }
        assertEquals(11, log.lines().size());
    }

    @Test
    void sharesALimitWithOtherPlugins() {
        RateLimit all = new RateLimit(150, now::get);
        new OutputLog("p", log.logger(), read::add, tail, new RateLimit(1000, now::get), all)
                .stdout(bytes("one"));
        new OutputLog("q", log.logger(), read::add, tail, new RateLimit(1000, now::get), all)
                .stdout(bytes("one"));
        assertEquals(
                List.of(
                        "info p: one",
                        "warn q prints more than is logged: the rest of this second is dropped"),
                log.lines());
    }

    private OutputLog output(long own, long all) {
        return new OutputLog(
                "p",
                log.logger(),
                read::add,
                tail,
                new RateLimit(own, now::get),
                new RateLimit(all, now::get));
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
