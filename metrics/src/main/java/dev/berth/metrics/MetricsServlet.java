package dev.berth.metrics;

import dev.berth.driver.metrics.MetricsReader;
import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * {@code GET /metrics} of a host with an HTTP whiteboard for {@code javax.servlet}, once a
 * configuration asks for it.
 */
@Component(
        service = Servlet.class,
        configurationPid = MetricsServlet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "osgi.http.whiteboard.servlet.pattern=/metrics")
@Designate(ocd = MetricsServletConfiguration.class)
public final class MetricsServlet extends HttpServlet {
    static final String PID = "dev.berth.metrics.servlet";

    private static final long serialVersionUID = 1L;

    private final transient MetricsReader metrics;

    @Activate
    public MetricsServlet(@Reference MetricsReader metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        MetricsDocument document = MetricsDocument.preferred(metrics, request.getHeader("Accept"));
        response.setContentType(document.mediaType());
        response.setContentLength(document.text().length);
        response.getOutputStream().write(document.text());
    }
}
