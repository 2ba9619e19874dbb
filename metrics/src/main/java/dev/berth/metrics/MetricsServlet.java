package dev.berth.metrics;

import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** {@code GET /metrics} of a host with an HTTP whiteboard, once a configuration asks for it. */
@Component(
        service = Servlet.class,
        configurationPid = "dev.berth.metrics.servlet",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "osgi.http.whiteboard.servlet.pattern=/metrics")
@Designate(ocd = MetricsServletConfiguration.class)
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient MetricsReader metrics;

    @Activate
    public MetricsServlet(@Reference MetricsReader metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        MetricsFormat format = MetricsFormat.preferred(accept);
        byte[] text = metrics.text(format);
        response.setContentType(format.mediaType());
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
