package dev.berth.registry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured, under the PID {@code dev.berth.registry}. */
@ObjectClassDefinition(
        name = "Berth registry client",
        description = "How plugins are fetched from registries and sent to them")
public @interface RegistryConfiguration {

    @AttributeDefinition(
            name = "Insecure registries",
            description =
                    "Registries that may be spoken to by plain http when they do not speak https:"
                            + " HOST:PORT, or HOST for all its ports. Certificates are checked all"
                            + " the same. This machine itself is always one of them.")
    String[] insecureRegistries() default {};

    @AttributeDefinition(
            name = "Mirrors",
            description =
                    "REGISTRY=HOST[:PORT]; asked in this order before the registry itself, for"
                            + " pulls only, and without the registry's login")
    String[] mirrors() default {};

    @AttributeDefinition(
            name = "Layouts",
            description =
                    "REGISTRY=/FOLDER; what is asked of that registry comes from this folder, an"
                            + " OCI image layout, and what is sent to it goes there")
    String[] layouts() default {};

    @AttributeDefinition(
            name = "CA files",
            description = "PEM files of authorities to trust with every registry")
    String[] caFiles() default {};

    @AttributeDefinition(
            name = "Certificates folder",
            description =
                    "HOST:PORT/*.crt in it are authorities to trust with that registry,"
                            + " HOST:PORT/*.cert and *.key whom to be there")
    String certsFolder() default "/etc/docker/certs.d";

    @AttributeDefinition(
            name = "Docker config folder",
            description =
                    "Where config.json with the host's logins is; empty for $DOCKER_CONFIG, or"
                            + " ~/.docker")
    String dockerConfig() default "";

    @AttributeDefinition(
            name = "Platform",
            description = "OS/ARCHITECTURE[/VARIANT] to fetch for; empty for this machine's")
    String platform() default "";

    @AttributeDefinition(
            name = "Proxy for https",
            description = "http://HOST:PORT; empty for $HTTPS_PROXY, \"none\" for none")
    String httpsProxy() default "";

    @AttributeDefinition(
            name = "Proxy for plain http",
            description = "http://HOST:PORT; empty for $HTTP_PROXY, \"none\" for none")
    String httpProxy() default "";

    @AttributeDefinition(
            name = "Not by proxy",
            description = "Hosts and .domains to reach directly; empty for $NO_PROXY")
    String[] noProxy() default {};

    @AttributeDefinition(name = "Largest manifest", description = "In bytes")
    int manifestBytes() default 4 << 20;

    @AttributeDefinition(name = "Largest plugin config", description = "In bytes")
    int configBytes() default 4 << 20;

    @AttributeDefinition(name = "Most layers of one plugin")
    int layers() default 128;

    @AttributeDefinition(
            name = "Deepest JSON",
            description = "How deep objects and arrays may be nested")
    int jsonDepth() default 64;

    @AttributeDefinition(
            name = "Longest JSON",
            description = "How many names, values and brackets a document may have")
    int jsonTokens() default 200_000;

    @AttributeDefinition(
            name = "Most entries of an archive",
            description = "How many files and folders an OCI archive may hold")
    int archiveEntries() default 10_000;

    @AttributeDefinition(name = "Time to connect", description = "In milliseconds")
    long connectTimeout() default 10_000;

    @AttributeDefinition(name = "Time to begin an answer", description = "In milliseconds")
    long answerTimeout() default 30_000;

    @AttributeDefinition(
            name = "Time to store an upload",
            description = "In milliseconds, from its last byte to the registry's answer")
    long commitTimeout() default 300_000;

    @AttributeDefinition(
            name = "Longest stall",
            description = "For how many milliseconds bytes may stay away")
    long stallTimeout() default 30_000;

    @AttributeDefinition(
            name = "Slowest rate",
            description = "In bytes a second, on average over the longest stall")
    long slowestRate() default 1_024;

    @AttributeDefinition(
            name = "Tries",
            description = "How often to try what may have failed by chance, in all")
    int tries() default 5;

    @AttributeDefinition(
            name = "First wait",
            description = "In milliseconds, between the first two tries; doubles with each")
    long firstWait() default 250;

    @AttributeDefinition(
            name = "Longest wait",
            description = "In milliseconds; a registry that asks for more is given up")
    long longestWait() default 60_000;

    @AttributeDefinition(
            name = "Chunk size",
            description = "How many bytes to send in one request; 0 for as many as there are")
    long chunkBytes() default 0;
}
