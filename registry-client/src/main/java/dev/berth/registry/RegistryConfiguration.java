package dev.berth.registry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The registry client's configuration, PID {@code dev.berth.registry}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.registry")
public @interface RegistryConfiguration {

    @AttributeDefinition(
            name = "%insecure.registries.name",
            description = "%insecure.registries.description",
            required = false)
    String[] insecure_registries() default {};

    @AttributeDefinition(
            name = "%token.hosts.name",
            description = "%token.hosts.description",
            required = false)
    String[] token_hosts() default {};

    @AttributeDefinition(
            name = "%mirrors.name",
            description = "%mirrors.description",
            required = false)
    String[] mirrors() default {};

    @AttributeDefinition(
            name = "%layouts.name",
            description = "%layouts.description",
            required = false)
    String[] layouts() default {};

    @AttributeDefinition(
            name = "%ca.files.name",
            description = "%ca.files.description",
            required = false)
    String[] ca_files() default {};

    @AttributeDefinition(name = "%certs.folder.name", description = "%certs.folder.description")
    String certs_folder() default "/etc/docker/certs.d";

    @AttributeDefinition(
            name = "%docker.config.folder.name",
            description = "%docker.config.folder.description",
            required = false)
    String docker_config_folder() default "";

    @AttributeDefinition(
            name = "%platform.name",
            description = "%platform.description",
            required = false)
    String platform() default "";

    @AttributeDefinition(
            name = "%https.proxy.name",
            description = "%https.proxy.description",
            required = false)
    String https_proxy() default "";

    @AttributeDefinition(
            name = "%http.proxy.name",
            description = "%http.proxy.description",
            required = false)
    String http_proxy() default "";

    @AttributeDefinition(
            name = "%no.proxy.name",
            description = "%no.proxy.description",
            required = false)
    String[] no_proxy() default {};

    @AttributeDefinition(
            name = "%manifest.max.bytes.name",
            description = "%manifest.max.bytes.description")
    int manifest_max_bytes() default 4 << 20;

    @AttributeDefinition(
            name = "%config.max.bytes.name",
            description = "%config.max.bytes.description")
    int config_max_bytes() default 4 << 20;

    @AttributeDefinition(
            name = "%layers.max.count.name",
            description = "%layers.max.count.description")
    int layers_max_count() default 128;

    @AttributeDefinition(
            name = "%json.levels.max.count.name",
            description = "%json.levels.max.count.description")
    int json_levels_max_count() default 64;

    @AttributeDefinition(
            name = "%json.tokens.max.count.name",
            description = "%json.tokens.max.count.description")
    int json_tokens_max_count() default 200_000;

    @AttributeDefinition(
            name = "%archive.entries.max.count.name",
            description = "%archive.entries.max.count.description")
    int archive_entries_max_count() default 10_000;

    @AttributeDefinition(
            name = "%connect.timeout.milliseconds.name",
            description = "%connect.timeout.milliseconds.description")
    long connect_timeout_milliseconds() default 10_000;

    @AttributeDefinition(
            name = "%response.timeout.milliseconds.name",
            description = "%response.timeout.milliseconds.description")
    long response_timeout_milliseconds() default 30_000;

    @AttributeDefinition(
            name = "%commit.timeout.milliseconds.name",
            description = "%commit.timeout.milliseconds.description")
    long commit_timeout_milliseconds() default 300_000;

    @AttributeDefinition(
            name = "%stall.timeout.milliseconds.name",
            description = "%stall.timeout.milliseconds.description")
    long stall_timeout_milliseconds() default 30_000;

    @AttributeDefinition(
            name = "%rate.min.bytes.per.second.name",
            description = "%rate.min.bytes.per.second.description")
    long rate_min_bytes_per_second() default 1_024;

    @AttributeDefinition(
            name = "%retry.attempts.max.count.name",
            description = "%retry.attempts.max.count.description")
    int retry_attempts_max_count() default 5;

    @AttributeDefinition(
            name = "%retry.first.milliseconds.name",
            description = "%retry.first.milliseconds.description")
    long retry_first_milliseconds() default 250;

    @AttributeDefinition(
            name = "%retry.max.milliseconds.name",
            description = "%retry.max.milliseconds.description")
    long retry_max_milliseconds() default 60_000;

    @AttributeDefinition(
            name = "%chunk.max.bytes.name",
            description = "%chunk.max.bytes.description")
    long chunk_max_bytes() default 0;
}
