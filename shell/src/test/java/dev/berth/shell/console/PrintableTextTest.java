package dev.berth.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    private static final String TEXT = "a\n\tb\u001b[2Jc\u009bd\u007f\u0000é…\r\n";

    @Test
    void hasNoControlCharactersOnALine() {
        assertEquals("a  b [2Jc d  é…", PrintableText.line(TEXT));
    }

    @Test
    void keepsItsLinesAndTabs() {
        assertEquals("a\n\tb [2Jc d  é… \n", PrintableText.lines(TEXT));
    }
}
