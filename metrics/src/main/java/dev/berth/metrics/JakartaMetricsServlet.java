package dev.berth.metrics;

import dev.berth.driver.metrics.MetricsReader;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /metrics} by {@code jakarta.servlet}, with the configuration of {@link
 * MetricsServlet}. A whiteboard that takes both shows this one, which has the higher ranking.
 */
@Component(
        service = Servlet.class,
        configurationPid = MetricsServlet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {"osgi.http.whiteboard.servlet.pattern=/metrics", "service.ranking:Integer=1"})
public final class JakartaMetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient MetricsReader metrics;

    @Activate
    public JakartaMetricsServlet(@Reference MetricsReader metrics) {
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
