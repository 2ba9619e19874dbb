package dev.berth.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The Docker Engine API's configuration, PID {@code dev.berth.engine}. */
@ObjectClassDefinition(
        name = "Berth engine API",
        description = "Where Docker's clients reach this host's plugins.")
public @interface EngineConfiguration {

    @AttributeDefinition(
            name = "Socket",
            description = "Path of the unix socket, at most 107 bytes. Empty: no socket.",
            required = false)
    String socket() default "/run/berth/berth.sock";

    @AttributeDefinition(
            name = "Hosts",
            description =
                    "Further addresses, each unix:///PATH or tcp://HOST:PORT, as dockerd's --host."
                            + " Empty: none.",
            required = false)
    String[] hosts() default {};

    @AttributeDefinition(
            name = "Group",
            description =
                    "Group that may use the sockets besides its owner. Empty: the owner's own"
                            + " group.",
            required = false)
    String group() default "";

    @AttributeDefinition(
            name = "TCP address",
            description = "HOST:PORT. Empty: no TCP port.",
            required = false)
    String tcp_address() default "";

    @AttributeDefinition(
            name = "TLS mode",
            description =
                    "What TCP asks of clients: verify (encryption and a certificate of tls.ca's),"
                            + " encrypt, or off. Without verify, whoever reaches the port is root"
                            + " on this host.")
    String tls_mode() default "verify";

    @AttributeDefinition(
            name = "TLS authority",
            description =
                    "PEM file of the authority that signs clients' certificates. Empty: only"
                            + " without a TCP address.",
            required = false)
    String tls_ca() default "";

    @AttributeDefinition(
            name = "TLS certificate",
            description =
                    "PEM file of the server's certificate. Empty: only without a TCP address.",
            required = false)
    String tls_certificate() default "";

    @AttributeDefinition(
            name = "TLS key",
            description =
                    "PEM file of the server's private key. Empty: only without a TCP address.",
            required = false)
    String tls_key() default "";

    @AttributeDefinition(
            name = "Authorization plugins",
            description =
                    "Names of the plugins that are asked for each request and each response, in"
                            + " this order. One that is not there at the start lets nobody in; one"
                            + " that goes later denies everything. Empty: whoever can connect may"
                            + " do everything.",
            required = false)
    String[] authorization_plugins() default {};

    @AttributeDefinition(
            name = "New privileges by settings",
            description =
                    "Whether clients may set the source of a plugin's mount or the path of its"
                            + " device to what was not consented to, as in Docker. If not, that is"
                            + " answered 400, and done in the shell, which asks for consent.")
    boolean settings_new_privileges() default true;

    @AttributeDefinition(
            name = "Ready timeout",
            description =
                    "How long clients have to wait for the runtime, the registry and the enabled"
                            + " plugins after a start, in seconds. Then the API answers without"
                            + " them.")
    int ready_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "Requests",
            description =
                    "How many requests are served at once, without those that end streams and"
                            + " plugins or only look. Others get status 503.")
    int requests_max_count() default 256;

    @AttributeDefinition(
            name = "Streams",
            description = "How many event streams are open at once. Others get status 503.")
    int streams_max_count() default 256;

    @AttributeDefinition(
            name = "Connections",
            description =
                    "How many connections are open at once. A new one takes the place of one"
                            + " without a request; if all have one, it is closed.")
    int connections_max_count() default 1024;

    @AttributeDefinition(
            name = "Header size",
            description = "How large one request's headers may be, in bytes.")
    int header_max_bytes() default 65_536;

    @AttributeDefinition(
            name = "Body size",
            description = "How large one request's JSON body may be, in bytes.")
    int body_max_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "Upload size",
            description = "How large one uploaded archive may be, in bytes.")
    long upload_max_bytes() default 17_179_869_184L;

    @AttributeDefinition(
            name = "Header timeout",
            description = "Time for a request's headers to arrive, in seconds.")
    int header_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "Body timeout",
            description =
                    "Time for a JSON body to arrive, or for an upload to stand still, in seconds.")
    int body_timeout_seconds() default 30;

    @AttributeDefinition(
            name = "Idle timeout",
            description = "Time that an unused connection stays open, in seconds.")
    int idle_timeout_seconds() default 300;

    @AttributeDefinition(
            name = "Write timeout",
            description = "Time for a client to read the end of a reply, in seconds.")
    int write_timeout_seconds() default 60;
}
