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
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The page {@code berth} of the Web Console. Only a POST changes something, and only one with the
 * token of the page. A request never waits for work.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + PluginConsoleServlet.LABEL,
            "felix.webconsole.title=Docker Plugins",
            "felix.webconsole.category=Main"
        })
public final class PluginConsoleServlet extends HttpServlet {
    static final String LABEL = "berth";

    private static final long serialVersionUID = 1L;

    private final transient PluginManager manager;
    private final transient Logger log;
    private final transient FormToken tokens = new FormToken(Clock.systemUTC());
    private final transient WorkList works = new WorkList();

    @Activate
    public PluginConsoleServlet(
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.manager = manager;
        this.log = log;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ConsoleResponse answer = new ConsoleResponse(response);
        String uri = request.getRequestURI();
        switch (uri.substring(uri.lastIndexOf('/') + 1)) {
            case PageLinks.STYLE -> answer.file("text/css", PageLinks.STYLE);
            case PageLinks.SCRIPT -> answer.file("text/javascript", PageLinks.SCRIPT);
            case PageLinks.LIVE -> answer.fragment(page(request).live());
            default -> answer.inConsole(page(request).page());
        }
    }

    private PluginsPage page(HttpServletRequest request) {
        ConsoleRequest asked = new ConsoleRequest(request);
        PageContext context =
                new PageContext(
                        manager, works, asked.links(), tokens.of(asked.user()), Instant.now());
        return new PluginsPage(context, asked.plugin());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ConsoleRequest asked = new ConsoleRequest(request);
        ConsoleResponse answer = new ConsoleResponse(response);
        String page = asked.links().page(asked.plugin());
        if (asked.isTooLong()) {
            answer.error(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too much", page);
            return;
        }
        try {
            ActionForm form = asked.form();
            requireFromPage(asked, form);
            Optional<ConsoleAction> action = form.action();
            if (action.isEmpty()) {
                answer.error(HttpServletResponse.SC_BAD_REQUEST, "no such action", page);
                return;
            }
            actions(asked.user()).run(action.get(), form);
            answer.seeOther(page);
        } catch (ForgedRequestException e) {
            log.warn(
                    "a request to the page of plugins was refused: {}",
                    PrintableText.line(e.getMessage()));
            answer.error(HttpServletResponse.SC_FORBIDDEN, e.getMessage(), page);
        } catch (TooMuchWorkException e) {
            answer.error(HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage(), page);
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
