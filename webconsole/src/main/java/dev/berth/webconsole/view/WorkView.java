package dev.berth.webconsole.view;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.shared.display.ByteCount;
import dev.berth.shared.display.PrivilegeText;
import dev.berth.shared.display.ProgressLine;
import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.action.ConsoleAction;
import dev.berth.webconsole.html.HtmlWriter;
import dev.berth.webconsole.work.Proposal;
import dev.berth.webconsole.work.WorkStatus;
import java.util.Locale;
import java.util.Optional;

/** Work as a card: what is asked for, how far it has come, and the question of consent. */
record WorkView(HtmlWriter html, PageForms forms) {
    private static final int LONGEST_MESSAGE = 4000;

    void write(WorkStatus work) {
        String phase = work.phase().name().toLowerCase(Locale.ROOT);
        String id = Long.toString(work.id());
        html.open(
                "div",
                "class",
                "berth-work berth-work-" + phase + " ui-widget-content ui-corner-all",
                "data-part",
                "work-" + id);
        html.open("h3").text(work.title()).space();
        html.element("span", by(work), "class", "berth-by").close();
        switch (work.phase()) {
            case RUNNING -> running(work, id);
            case ASKING -> work.proposal().ifPresent(proposal -> asking(proposal, id));
            case DONE -> ended("Done.", id);
            case FAILED -> ended(shortened(work.message()), id);
        }
        html.close();
    }

    private static String by(WorkStatus work) {
        return work.user().isEmpty() ? "" : "by " + work.user();
    }

    private void running(WorkStatus work, String id) {
        if (work.progress().isEmpty()) {
            html.element("p", "Under way …");
        } else {
            html.open("ul", "class", "berth-progress");
            work.progress().forEach(this::step);
            html.close();
        }
        forms.button(ConsoleAction.CANCEL, "Cancel", ActionForm.WORK, id);
    }

    private void step(Progress step) {
        ProgressLine line = ProgressLine.of(step);
        html.open("li").element("span", line.id().isEmpty() ? "" : line.id() + ":").space();
        html.text(line.status()).space();
        if (line.counted() && step.total() > 0) {
            html.single(
                    "progress",
                    "value",
                    Long.toString(step.current()),
                    "max",
                    Long.toString(step.total()));
            html.space().text(ByteCount.of(step.current()) + "/" + ByteCount.of(step.total()));
        }
        html.close();
    }

    private void asking(Proposal proposal, String id) {
        String name = proposal.request().reference().familiar();
        html.element("p", proposal.found().config().description(), "class", "berth-text");
        html.element("p", question(proposal, name));
        html.open("ul", "class", "berth-privileges");
        proposal.found()
                .privileges()
                .forEach(privilege -> html.element("li", PrivilegeText.of(privilege)));
        html.close();
        proposal.present().ifPresent(present -> html.element("p", change(present, proposal)));
        html.open("p").text("Digest:").space();
        html.element("code", proposal.found().digest().toString()).close();
        html.open("div", "class", "berth-buttons");
        forms.open(ConsoleAction.GRANT, ActionForm.WORK, id);
        forms.submit(label(proposal));
        if (proposal.present().isEmpty()) {
            forms.box(ActionForm.ENABLE, "Enable it afterwards", true);
        }
        html.close();
        forms.button(ConsoleAction.DISMISS, "Cancel", ActionForm.WORK, id);
        html.close();
    }

    private static String question(Proposal proposal, String name) {
        boolean more = !proposal.found().privileges().isEmpty();
        boolean upgrade = proposal.present().isPresent();
        String rest = upgrade ? " that the present version does not have" : "";
        return more
                ? "Plugin \"%s\" is requesting the following privileges%s:".formatted(name, rest)
                : "Plugin \"%s\" is requesting no privileges%s.".formatted(name, rest);
    }

    private static String change(Plugin present, Proposal proposal) {
        Optional<PluginReference> source = present.source();
        return "From %s (%s) %s"
                .formatted(
                        source.orElse(present.name()).familiar(),
                        present.digest(),
                        proposal.hot() ? "without a pause" : "");
    }

    private static String label(Proposal proposal) {
        String verb = proposal.present().isPresent() ? "upgrade" : "install";
        return proposal.found().privileges().isEmpty()
                ? verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1)
                : "Grant and " + verb;
    }

    private void ended(String message, String id) {
        html.open("p", "class", "berth-message").lines(message).close();
        forms.button(ConsoleAction.DISMISS, "Dismiss", ActionForm.WORK, id);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
