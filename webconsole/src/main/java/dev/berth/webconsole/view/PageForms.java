package dev.berth.webconsole.view;

import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.action.ConsoleAction;
import dev.berth.webconsole.html.HtmlWriter;

/** The forms of the page: each is a POST to the page itself, with its token. */
record PageForms(HtmlWriter html, String address, String token) {

    /**
     * Begins a form, which its user ends.
     *
     * @param hidden names and values of hidden fields in turn
     */
    void open(ConsoleAction action, String... hidden) {
        html.open("form", "method", "post", "action", address, "autocomplete", "off");
        hidden(ActionForm.ACTION, action.name());
        hidden(ActionForm.TOKEN, token);
        for (int i = 0; i < hidden.length; i += 2) {
            hidden(hidden[i], hidden[i + 1]);
        }
    }

    private void hidden(String name, String value) {
        html.single("input", "type", "hidden", "name", name, "value", value);
    }

    /** Writes a form that is one button. */
    void button(ConsoleAction action, String label, String... hidden) {
        open(action, hidden);
        submit(label);
        html.close();
    }

    void submit(String label) {
        html.element("button", label, "type", "submit", "class", "ui-state-default ui-corner-all");
    }

    /** Writes a box that can be ticked, with its label. */
    void box(String name, String label, boolean ticked) {
        html.open("label");
        if (ticked) {
            html.single("input", "type", "checkbox", "name", name, "checked", "checked");
        } else {
            html.single("input", "type", "checkbox", "name", name);
        }
        html.space().text(label).close();
    }
}
