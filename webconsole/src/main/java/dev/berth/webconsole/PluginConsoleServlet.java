package dev.berth.webconsole;

import dev.berth.plugin.PluginManager;
import java.io.IOException;
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
 * The page for Web Console 4, a servlet of {@code javax.servlet}. SCR loads the class when a
 * console asks for the service, so the package may be missing.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + PluginConsole.LABEL,
            "felix.webconsole.title=" + PluginConsole.TITLE,
            "felix.webconsole.category=" + PluginConsole.CATEGORY
        })
public final class PluginConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PluginConsole console;

    @Activate
    public PluginConsoleServlet(
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.console = new PluginConsole(manager, log);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        console.get(new JavaxInput(request), new JavaxOutput(response));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        console.post(new JavaxInput(request), new JavaxOutput(response));
    }
}
