package dev.berth.webconsole.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HtmlWriterTest {
    private final HtmlWriter html = new HtmlWriter();

    @Test
    void escapesTextsAndAttributes() {
        html.element("b", "<script>'\"&", "title", "\"><script>'&");
        assertEquals(
                "<b title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">&lt;script&gt;&#39;&quot;&amp;</b>",
                html.html());
    }

    @Test
    void showsWhatCouldTurnATextRound() {
        html.open("p").text("a\u202eb\u0007 c\nd").lines("e\n\tf\u2028").close();
        assertEquals("<p>a\\u202eb\\u0007 c de\n\tf\\u2028</p>", html.html());
    }

    @Test
    void nestsElements() {
        html.open("ul").open("li", "class", "x").text("a").space().text("b").close().close();
        html.single("input", "name", "n");
        assertEquals("<ul><li class=\"x\">a b</li></ul><input name=\"n\">", html.html());
    }

    @Test
    void isNotReadBeforeItIsWhole() {
        html.open("div");
        assertThrows(IllegalStateException.class, html::html);
    }
}
