package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private static final int LONGEST = 1000;

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter =
            new LineSplitter(LONGEST, line -> lines.add(LineSplitter.text(line)));

    @Test
    void givesALineOnceItHasEnded() {
        write("one\ntw");
        assertEquals(List.of("one"), lines);
        write("o\n\nthree");
        assertEquals(List.of("one", "two", ""), lines);
        splitter.finish();
        assertEquals(List.of("one", "two", "", "three"), lines);
    }

    @Test
    void givesNothingForAnEndWithoutALine() {
        write("one\n");
        splitter.finish();
        assertEquals(List.of("one"), lines);
    }

    @Test
    void putsTogetherALetterThatCameInTwoPieces() {
        byte[] bytes = "ü\n".getBytes(StandardCharsets.UTF_8);
        splitter.accept(ByteBuffer.wrap(bytes, 0, 1));
        splitter.accept(ByteBuffer.wrap(bytes, 1, 2));
        assertEquals(List.of("ü"), lines);
    }

    @Test
    void cutsALineThatDoesNotEnd() {
        write("x".repeat(LONGEST + 1) + "\n");
        assertEquals(List.of("x".repeat(LONGEST), "x"), lines);
    }

    @Test
    void doesNotCutALineThatIsJustAsLong() {
        write("x".repeat(LONGEST));
        write("\ny\n");
        assertEquals(List.of("x".repeat(LONGEST), "y"), lines);
    }

    @Test
    void takesAwayWhatCouldSteerATerminal() {
        write("\u001b[31mred\u0007\tx\r\n");
        assertEquals(List.of("\\u001b[31mred\\u0007\tx"), lines);
    }

    private void write(String text) {
        splitter.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
