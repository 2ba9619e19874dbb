package dev.berth.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the engine API, PID {@code dev.berth.engine}. */
@ObjectClassDefinition(
        name = "Berth engine API",
        description = "Where Docker's clients reach this host's plugins")
public @interface EngineConfiguration {

    @AttributeDefinition(description = "the unix socket's path, at most 107 bytes; empty for none")
    String socket() default "/run/berth/berth.sock";

    @AttributeDefinition(
            description =
                    "the group that may use the socket, besides its owner; empty for the owner's"
                            + " own")
    String group() default "";

    @AttributeDefinition(description = "HOST:PORT for clients with a certificate; empty for none")
    String tcp_address() default "";

    @AttributeDefinition(description = "PEM file of the authority that signs clients' certificates")
    String tls_ca() default "";

    @AttributeDefinition(description = "PEM file of the server's certificate")
    String tls_certificate() default "";

    @AttributeDefinition(
            description = "PEM file of the server's key, PKCS #8",
            type = AttributeType.STRING)
    String tls_key() default "";

    @AttributeDefinition(description = "requests served at once; others get 503")
    int max_requests() default 256;

    @AttributeDefinition(description = "connections open at once; others are closed")
    int max_connections() default 1024;

    @AttributeDefinition(description = "bytes of one request's headers")
    int max_header_bytes() default 65_536;

    @AttributeDefinition(description = "bytes of one request's JSON body")
    int max_body_bytes() default 1_048_576;

    @AttributeDefinition(description = "bytes of one uploaded archive")
    long max_upload_bytes() default 17_179_869_184L;

    @AttributeDefinition(description = "seconds for a request's headers to arrive")
    int head_timeout() default 10;

    @AttributeDefinition(
            description = "seconds for a JSON body to arrive, or for an upload to stand still")
    int body_timeout() default 30;

    @AttributeDefinition(description = "seconds that an unused connection stays open")
    int idle_timeout() default 300;

    @AttributeDefinition(description = "seconds for a client to read an answer's end")
    int write_timeout() default 60;
}
