package dev.berth.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configuration of the servlet, PID {@code dev.berth.metrics.servlet}. Its properties are those
 * of the servlet's service, for the HTTP whiteboard.
 */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.metrics.servlet")
public @interface MetricsServletConfiguration {

    @AttributeDefinition(
            name = "%osgi.http.whiteboard.servlet.pattern.name",
            description = "%osgi.http.whiteboard.servlet.pattern.description")
    String osgi_http_whiteboard_servlet_pattern() default "/metrics";
}
