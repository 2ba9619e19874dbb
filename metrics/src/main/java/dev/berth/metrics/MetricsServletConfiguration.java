package dev.berth.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configuration of the servlet, PID {@code dev.berth.metrics.servlet}. Its properties are those
 * of the servlet's service, for the HTTP whiteboard.
 */
@ObjectClassDefinition(
        name = "Berth metrics servlet",
        description =
                "Where the host's HTTP service shows the metrics. Without this configuration it"
                        + " does not. Who may read them is for the HTTP service to say:"
                        + " osgi.http.whiteboard.context.select names a context of the host's.")
public @interface MetricsServletConfiguration {

    @AttributeDefinition(
            name = "Pattern",
            description = "The servlet's path, as the HTTP whiteboard takes it.")
    String osgi_http_whiteboard_servlet_pattern() default "/metrics";
}
