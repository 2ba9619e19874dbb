package dev.berth.webconsole;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Requester;
import dev.berth.shared.text.PrintableText;
import dev.berth.webconsole.action.ActionForm;
import dev.berth.webconsole.action.ConsoleAction;
import dev.berth.webconsole.action.PluginActions;
import dev.berth.webconsole.guard.ForgedRequestException;
import dev.berth.webconsole.guard.FormToken;
import dev.berth.webconsole.view.PageContext;
import dev.berth.webconsole.view.PageLinks;
import dev.berth.webconsole.view.PluginsPage;
import dev.berth.webconsole.work.TooMuchWorkException;
import dev.berth.webconsole.work.WorkList;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.log.Logger;

/**
 * The page {@code berth} of the Web Console. Only a POST changes something, and only one with the
 * token of the page. A request never waits for work.
 */
final class PluginConsole {
    static final String LABEL = "berth";
    static final String TITLE = "Docker Plugins";
    static final String CATEGORY = "Main";

    private final PluginManager manager;
    private final Logger log;
    private final FormToken tokens = new FormToken(Clock.systemUTC());
    private final WorkList works = new WorkList();

    PluginConsole(PluginManager manager, Logger log) {
        this.manager = manager;
        this.log = log;
    }

    void get(ServletInput input, ServletOutput output) throws IOException {
        ConsoleRequest asked = new ConsoleRequest(input);
        ConsoleResponse answer = new ConsoleResponse(output);
        switch (asked.file()) {
            case PageLinks.STYLE -> answer.file("text/css", PageLinks.STYLE);
            case PageLinks.SCRIPT -> answer.file("text/javascript", PageLinks.SCRIPT);
            case PageLinks.LIVE -> answer.fragment(page(asked).live());
            default -> answer.inConsole(page(asked).page());
        }
    }

    private PluginsPage page(ConsoleRequest asked) {
        PageContext context =
                new PageContext(
                        manager, works, asked.links(), tokens.of(asked.user()), Instant.now());
        return new PluginsPage(context, asked.plugin());
    }

    void post(ServletInput input, ServletOutput output) throws IOException {
        ConsoleRequest asked = new ConsoleRequest(input);
        ConsoleResponse answer = new ConsoleResponse(output);
        String page = asked.links().page(asked.plugin());
        if (asked.isTooLong()) {
            answer.error(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, "too much", page);
            return;
        }
        try {
            ActionForm form = asked.form();
            requireFromPage(asked, form);
            Optional<ConsoleAction> action = form.action();
            if (action.isEmpty()) {
                answer.error(HttpURLConnection.HTTP_BAD_REQUEST, "no such action", page);
                return;
            }
            actions(asked.user()).run(action.get(), form);
            answer.seeOther(page);
        } catch (ForgedRequestException e) {
            log.warn(
                    "a request to the page of plugins was refused: {}",
                    PrintableText.line(e.getMessage()));
            answer.error(HttpURLConnection.HTTP_FORBIDDEN, e.getMessage(), page);
        } catch (TooMuchWorkException e) {
            answer.error(HttpURLConnection.HTTP_UNAVAILABLE, e.getMessage(), page);
        }
    }

    private void requireFromPage(ConsoleRequest asked, ActionForm form)
            throws ForgedRequestException {
        asked.origin().requireSame();
        tokens.require(form.text(ActionForm.TOKEN), asked.user());
    }

    private PluginActions actions(String user) {
        Requester console = Requester.of("web console");
        Requester requester = user.isEmpty() ? console : console.withUser(user);
        return new PluginActions(manager.requestedBy(requester), user, works);
    }
}
