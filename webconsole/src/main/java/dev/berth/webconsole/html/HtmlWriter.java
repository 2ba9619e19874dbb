package dev.berth.webconsole.html;

import dev.berth.shared.text.PrintableText;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a fragment of HTML. Texts and values of attributes may be foreign: they are escaped here
 * and nowhere else, and nothing is written without. Names of elements and attributes are constants.
 */
public final class HtmlWriter {
    private final StringBuilder html = new StringBuilder(4096);
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    public HtmlWriter open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    public HtmlWriter close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes a text on one line, without blanks around it. */
    public HtmlWriter text(String text) {
        append(PrintableText.line(text));
        return this;
    }

    /** Writes a blank between a text and what follows: a text has none at its ends. */
    public HtmlWriter space() {
        html.append(' ');
        return this;
    }

    /** Writes a text with its lines and tabs. */
    public HtmlWriter lines(String text) {
        append(PrintableText.lines(text));
        return this;
    }

    /** Writes an element with a text on one line. */
    public HtmlWriter element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Writes an element that has no content and no end, such as {@code input}. */
    public HtmlWriter single(String element, String... attributes) {
        start(element, attributes);
        return this;
    }

    private void start(String element, String... attributes) {
        html.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            append(PrintableText.line(attributes[i + 1]));
            html.append('"');
        }
        html.append('>');
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }

    /**
     * Returns what was written.
     *
     * @throws IllegalStateException if an element has not ended
     */
    public String html() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not ended: " + open);
        }
        return html.toString();
    }
}
