package dev.berth.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The Docker Engine API's configuration, PID {@code dev.berth.engine}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.engine")
public @interface EngineConfiguration {

    @AttributeDefinition(
            name = "%socket.name",
            description = "%socket.description",
            required = false)
    String socket() default "berth.sock";

    @AttributeDefinition(name = "%hosts.name", description = "%hosts.description", required = false)
    String[] hosts() default {};

    @AttributeDefinition(name = "%group.name", description = "%group.description", required = false)
    String group() default "";

    @AttributeDefinition(
            name = "%tcp.address.name",
            description = "%tcp.address.description",
            required = false)
    String tcp_address() default "";

    @AttributeDefinition(name = "%tls.mode.name", description = "%tls.mode.description")
    String tls_mode() default "verify";

    @AttributeDefinition(
            name = "%tls.ca.name",
            description = "%tls.ca.description",
            required = false)
    String tls_ca() default "";

    @AttributeDefinition(
            name = "%tls.certificate.name",
            description = "%tls.certificate.description",
            required = false)
    String tls_certificate() default "";

    @AttributeDefinition(
            name = "%tls.key.name",
            description = "%tls.key.description",
            required = false)
    String tls_key() default "";

    @AttributeDefinition(
            name = "%authorization.plugins.name",
            description = "%authorization.plugins.description",
            required = false)
    String[] authorization_plugins() default {};

    @AttributeDefinition(
            name = "%settings.new.privileges.name",
            description = "%settings.new.privileges.description")
    boolean settings_new_privileges() default true;

    @AttributeDefinition(
            name = "%ready.timeout.seconds.name",
            description = "%ready.timeout.seconds.description")
    int ready_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "%requests.max.count.name",
            description = "%requests.max.count.description")
    int requests_max_count() default 256;

    @AttributeDefinition(
            name = "%streams.max.count.name",
            description = "%streams.max.count.description")
    int streams_max_count() default 256;

    @AttributeDefinition(
            name = "%connections.max.count.name",
            description = "%connections.max.count.description")
    int connections_max_count() default 1024;

    @AttributeDefinition(
            name = "%header.max.bytes.name",
            description = "%header.max.bytes.description")
    int header_max_bytes() default 65_536;

    @AttributeDefinition(name = "%body.max.bytes.name", description = "%body.max.bytes.description")
    int body_max_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "%upload.max.bytes.name",
            description = "%upload.max.bytes.description")
    long upload_max_bytes() default 17_179_869_184L;

    @AttributeDefinition(
            name = "%header.timeout.seconds.name",
            description = "%header.timeout.seconds.description")
    int header_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "%body.timeout.seconds.name",
            description = "%body.timeout.seconds.description")
    int body_timeout_seconds() default 30;

    @AttributeDefinition(
            name = "%idle.timeout.seconds.name",
            description = "%idle.timeout.seconds.description")
    int idle_timeout_seconds() default 300;

    @AttributeDefinition(
            name = "%write.timeout.seconds.name",
            description = "%write.timeout.seconds.description")
    int write_timeout_seconds() default 60;
}
