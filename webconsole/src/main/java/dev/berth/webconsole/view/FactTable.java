package dev.berth.webconsole.view;

import dev.berth.webconsole.html.HtmlWriter;
import java.util.List;

/** A table of names and values under a title; a value that is empty is left out. */
final class FactTable {
    private final HtmlWriter html;

    private FactTable(HtmlWriter html) {
        this.html = html;
    }

    /**
     * Begins a table.
     *
     * @param part of the page, by which its script knows it again
     */
    static FactTable open(HtmlWriter html, String title, String part) {
        html.open("section", "data-part", part);
        html.element("h3", title);
        html.open("table", "class", "nicetable berth-facts").open("tbody");
        return new FactTable(html);
    }

    FactTable row(String name, String value) {
        return value.isEmpty() ? this : row(name, List.of(value));
    }

    /** Writes a row with a line for each value. */
    FactTable row(String name, List<String> values) {
        if (!values.isEmpty()) {
            html.open("tr").element("th", name, "scope", "row").open("td");
            values.forEach(value -> html.element("div", value));
            html.close().close();
        }
        return this;
    }

    void close() {
        html.close().close().close();
    }
}
