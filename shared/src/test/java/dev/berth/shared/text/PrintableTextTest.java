package dev.berth.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    private static final String TEXT = "a\n\tb\u001b[2Jc\u009bd\u007f\u0000é…\r\n";

    @Test
    void hasNoControlCharactersOnALine() {
        assertEquals("a  b\\u001b[2Jc\\u009bd\\u007f\\u0000é…", PrintableText.line(TEXT));
    }

    @Test
    void keepsItsLinesAndTabs() {
        assertEquals(
                "a\n\tb\\u001b[2Jc\\u009bd\\u007f\\u0000é…\\u000d\n", PrintableText.lines(TEXT));
    }

    @Test
    void keepsItsOrder() {
        assertEquals("/x\\u202e/cte/", PrintableText.line("/x\u202e/cte/"));
        assertEquals("a\\u2066b\\u2069\\u200f", PrintableText.line("a\u2066b\u2069\u200f"));
        assertEquals("a b c", PrintableText.line("a\u2028b\u2029c"));
        assertEquals("a\\u2028b", PrintableText.lines("a\u2028b"));
        assertEquals(
                "tag \\udb40\\udc41", PrintableText.line("tag " + Character.toString(0xE0041)));
        assertEquals("half \\ud800", PrintableText.line("half \ud800"));
    }

    @Test
    void leavesOtherTextAlone() {
        for (String text : new String[] {"", "a b", "ümlaut", "日本", "😀", "\\u202e"}) {
            assertTrue(PrintableText.isPrintable(text), text);
            assertEquals(text, PrintableText.line(text));
            assertEquals(text, PrintableText.lines(text));
        }
        for (String text : new String[] {"a\n", "\t", "\u200b", "\ufeff", "\udc00"}) {
            assertFalse(PrintableText.isPrintable(text));
        }
    }

    @Test
    void isQuotedByItsBeginning() {
        assertEquals("a b", PrintableText.shortened("a\nb"));
        assertEquals("x".repeat(80), PrintableText.shortened("x".repeat(80)));
        assertEquals("😀".repeat(80) + "…", PrintableText.shortened("😀".repeat(81)));
    }
}
