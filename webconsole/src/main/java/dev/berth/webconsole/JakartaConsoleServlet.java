package dev.berth.webconsole;

import dev.berth.plugin.PluginManager;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The page for Web Console 5, a servlet of {@code jakarta.servlet}. SCR loads the class when a
 * console asks for the service, so the package may be missing. Web Console 5 takes servlets of
 * {@code javax.servlet} too where it finds Felix's wrappers; of two with one label it shows the one
 * with the higher ranking.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + PluginConsole.LABEL,
            "felix.webconsole.title=" + PluginConsole.TITLE,
            "felix.webconsole.category=" + PluginConsole.CATEGORY,
            "service.ranking:Integer=1"
        })
public final class JakartaConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PluginConsole console;

    @Activate
    public JakartaConsoleServlet(
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.console = new PluginConsole(manager, log);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        console.get(new JakartaInput(request), new JakartaOutput(response));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        console.post(new JakartaInput(request), new JakartaOutput(response));
    }
}
