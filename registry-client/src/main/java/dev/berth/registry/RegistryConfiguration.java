package dev.berth.registry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The registry client's configuration, PID {@code dev.berth.registry}. */
@ObjectClassDefinition(
        name = "Berth registry client",
        description = "How plugins are fetched from registries and sent to them.")
public @interface RegistryConfiguration {

    @AttributeDefinition(
            name = "Insecure registries",
            description =
                    "Registries that may be spoken to by plain http when they do not speak https:"
                        + " HOST:PORT, HOST for all its ports, or a network as 10.0.0.0/8."
                        + " Certificates are checked all the same. Empty: only this machine itself,"
                        + " which always is one.",
            required = false)
    String[] insecure_registries() default {};

    @AttributeDefinition(
            name = "Token hosts",
            description =
                    "HOST:PORT, or HOST for all its ports; the token services that a registry's"
                            + " login may be sent to besides the registry itself. Empty: the one"
                            + " that the registry names, wherever it is, as docker does.",
            required = false)
    String[] token_hosts() default {};

    @AttributeDefinition(
            name = "Mirrors",
            description =
                    "REGISTRY=HOST[:PORT]; asked in this order before the registry itself, for"
                            + " pulls only, and without the registry's login. Empty: none.",
            required = false)
    String[] mirrors() default {};

    @AttributeDefinition(
            name = "Layouts",
            description =
                    "REGISTRY=/FOLDER; what is asked of that registry comes from this folder, an"
                            + " OCI image layout, and what is sent to it goes there. Empty: none.",
            required = false)
    String[] layouts() default {};

    @AttributeDefinition(
            name = "CA files",
            description =
                    "PEM files of authorities to trust with every registry. Empty: only those of"
                            + " Java.",
            required = false)
    String[] ca_files() default {};

    @AttributeDefinition(
            name = "Certificates folder",
            description =
                    "HOST:PORT/*.crt in it are authorities to trust with that registry,"
                            + " HOST:PORT/*.cert and *.key the client's certificate for it.")
    String certs_folder() default "/etc/docker/certs.d";

    @AttributeDefinition(
            name = "Docker config folder",
            description =
                    "Folder of config.json with the host's logins. Empty: $DOCKER_CONFIG, or"
                            + " ~/.docker.",
            required = false)
    String docker_config_folder() default "";

    @AttributeDefinition(
            name = "Platform",
            description = "OS/ARCHITECTURE[/VARIANT] to fetch for. Empty: this machine's.",
            required = false)
    String platform() default "";

    @AttributeDefinition(
            name = "Proxy for https",
            description = "http://HOST:PORT, or \"none\". Empty: $HTTPS_PROXY.",
            required = false)
    String https_proxy() default "";

    @AttributeDefinition(
            name = "Proxy for plain http",
            description = "http://HOST:PORT, or \"none\". Empty: $HTTP_PROXY.",
            required = false)
    String http_proxy() default "";

    @AttributeDefinition(
            name = "Not by proxy",
            description = "Hosts and .domains to reach directly. Empty: $NO_PROXY.",
            required = false)
    String[] no_proxy() default {};

    @AttributeDefinition(
            name = "Manifest size",
            description = "How large a manifest may be, in bytes.")
    int manifest_max_bytes() default 4 << 20;

    @AttributeDefinition(
            name = "Config size",
            description = "How large a plugin's config may be, in bytes.")
    int config_max_bytes() default 4 << 20;

    @AttributeDefinition(name = "Layers", description = "How many layers one plugin may have.")
    int layers_max_count() default 128;

    @AttributeDefinition(
            name = "JSON depth",
            description = "How many objects and arrays may be nested in each other.")
    int json_levels_max_count() default 64;

    @AttributeDefinition(
            name = "JSON length",
            description = "How many names, values and brackets a JSON document may have.")
    int json_tokens_max_count() default 200_000;

    @AttributeDefinition(
            name = "Archive entries",
            description = "How many files and folders an OCI archive may hold.")
    int archive_entries_max_count() default 10_000;

    @AttributeDefinition(
            name = "Connect timeout",
            description = "Time to connect to a registry, in milliseconds.")
    long connect_timeout_milliseconds() default 10_000;

    @AttributeDefinition(
            name = "Response timeout",
            description = "Time for a response to begin, in milliseconds.")
    long response_timeout_milliseconds() default 30_000;

    @AttributeDefinition(
            name = "Commit timeout",
            description =
                    "Time for a registry to store an upload, from its last byte to the response,"
                            + " in milliseconds.")
    long commit_timeout_milliseconds() default 300_000;

    @AttributeDefinition(
            name = "Stall timeout",
            description = "Time that the bytes of a transfer may stand still, in milliseconds.")
    long stall_timeout_milliseconds() default 30_000;

    @AttributeDefinition(
            name = "Slowest rate",
            description =
                    "How slow a transfer may be on average over the stall timeout, in bytes per"
                            + " second. 0: one byte within the stall timeout is enough.")
    long rate_min_bytes_per_second() default 1_024;

    @AttributeDefinition(
            name = "Attempts",
            description = "How many attempts a request gets in all that may have failed by chance.")
    int retry_attempts_max_count() default 5;

    @AttributeDefinition(
            name = "First retry wait",
            description =
                    "Time between the first two attempts, in milliseconds. It doubles with each.")
    long retry_first_milliseconds() default 250;

    @AttributeDefinition(
            name = "Longest retry wait",
            description =
                    "Time between two attempts at most, in milliseconds. A registry that asks for"
                            + " more is given up.")
    long retry_max_milliseconds() default 60_000;

    @AttributeDefinition(
            name = "Chunk size",
            description =
                    "How much of a blob is sent in one request, in bytes. 0: all that there is.")
    long chunk_max_bytes() default 0;
}
