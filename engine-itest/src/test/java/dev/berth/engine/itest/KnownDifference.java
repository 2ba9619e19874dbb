package dev.berth.engine.itest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A difference from Docker that is meant. The table in {@code docs/docker-compatibility.md} is made
 * of these.
 */
enum KnownDifference {
    SAYS_MORE(
            "error texts",
            "",
            "Docker's text, and after it what to do or why",
            "an error says what to do",
            (docker, berth) -> berth.continues(docker)),
    MISTAKE(
            "a user's mistake: a bad reference, name, setting, list of privileges",
            "500",
            "400, in the same words",
            "as in today's moby: a client tells its own mistake from the engine's",
            (docker, berth) ->
                    docker.code() == 500 && berth.code() == 400 && berth.continues(docker.as(400))),
    CONFLICT(
            "`set` of an enabled plugin",
            "500",
            "409, in the same words",
            "it is a conflict, as it is for the other commands",
            (docker, berth) ->
                    docker.code() == 500 && berth.code() == 409 && berth.continues(docker.as(409))),
    DOCKER_VERSION(
            "`DockerVersion` in `Config`",
            "set at create",
            "left out, unless the config has it",
            "as in today's moby",
            OwnField.ofDocker("DockerVersion")),
    STATUS(
            "`Status`, `Supervision` and `Confinement` of a plugin",
            "there are none",
            "its state, since when, restarts, the last exit, the problem, holders of leases; how it"
                    + " is supervised and confined",
            "`Enabled` is what the user asked for; a plugin in a crash loop shows that it is one",
            OwnField.ofBerth("(Status|Supervision|Confinement)")),
    KEPT_VERSION(
            "`DockerVersion` of a plugin that the other engine has pushed",
            "there is none in what Berth pushes",
            "kept",
            "the config is the one that its digest names"),
    AS_WRITTEN(
            "capabilities of a pulled plugin",
            "sorted",
            "as written",
            "the config is the one that its digest names; the privileges are compared as sets"),
    ENGINE_NAME(
            "`/version`, `/info`, `Server` header",
            "`Docker/…`",
            "`Berth/…`",
            "it is what runs there"),
    NEWER_API(
            "the newest version of the API",
            "1.41",
            "1.50",
            "what plugins need has not changed since"),
    TRUE_AND_FALSE(
            "`enabled` in filters",
            "`true` and `false`",
            "also `1`, `t`, `0`, `f` and the like",
            "`1` and `0` as in today's moby; the others as Go reads a boolean"),
    CAPABILITIES(
            "`capability` in filters",
            "a regular expression that all of a plugin's capabilities match; one without any is"
                    + " always listed",
            "the whole name of one of its capabilities; one without any is never listed",
            "the filter finds what can be used for it"),
    JSON_WORDS(
            "JSON, filters, archives and times that cannot be read",
            "500 or 400, in the words of its parser",
            "400; for a body that is no JSON Go's words with the place, else words of its own",
            "as in today's moby; and a parser's words do not say what is expected"),
    FORMAT_WORDS(
            "a setting without a name",
            "the expected form",
            "the setting, and the expected form",
            "of several, one sees which"),
    COMPRESSED(
            "`create --compress`",
            "refused",
            "taken",
            "dockerd cannot read what its own client sends"),
    SAME_CONTENT(
            "the same root filesystem under two names",
            "409",
            "taken",
            "content is kept once, whoever has it"),
    ALL_OR_NOTHING(
            "several settings, a later one wrong",
            "the first ones are kept",
            "none is kept",
            "a refused command changes nothing"),
    START_WORDS(
            "a plugin that does not start",
            "what the runtime said",
            "the plugin, what the runtime said, or the part of the config that is to blame; exit"
                    + " code and last output",
            "one sees what to mend"),
    REGISTRY_WORDS(
            "a registry that refuses, or is not there",
            "500, in the words of the https attempt before",
            "404 not there, 403 login missing, 400 no plugin, 500 else, in the registry's words",
            "the registry's answer is the reason; 401 would make the `docker` command ask for a"
                    + " login to Docker Hub"),
    LOGIN_WORDS(
            "a login that is refused, missing, or cannot be asked for",
            "500, in the words of its client",
            "401 refused, 400 missing, 500 else, in words of its own",
            "a client tells a wrong password from an engine's failure"),
    UNASKED(
            "privileges of what cannot be resolved",
            "200 `[]`",
            "the registry's error",
            "no answer is not \"asks for nothing\""),
    CONSENT_FIRST(
            "wrong privileges",
            "told after the download; the first of the sorted list is never compared",
            "told before it, with what was asked for; all are compared",
            "nothing is fetched that is not consented to"),
    MOUNT_WORDS(
            "the privilege of a mount",
            "its source",
            "source, destination, type and options, as mount(8) lists it; Docker's form is taken"
                    + " from clients that do not ask",
            "the type and the options decide what the plugin gets",
            (docker, berth) -> berth.withMountsAsSources().equals(docker)),
    MOUNT_TYPES(
            "mounts that are neither bind nor tmpfs",
            "taken",
            "400, unless the operator allows their type",
            "another type hands out all of the host, whatever the source says"),
    ONE_READING(
            "a config with a field twice, or control characters",
            "taken",
            "400",
            "what is consented to is what is shown, in one reading"),
    EVENT_NAMES(
            "the name in events, and what `--filter plugin=` finds",
            "as the caller gave it",
            "always with its tag",
            "a filter by name finds all"),
    MORE_EVENTS(
            "events",
            "create, pull, enable, disable, remove",
            "and set, push, rollback, each start, stop, death, back-off, restart, failed probe,"
                    + " failure and recovery; disable before the remove of an enabled plugin",
            "what changes a plugin is told"),
    PLUGINS_IN_INFO(
            "`/info`, plugins",
            "its built-in drivers, and managed network plugins",
            "`json-file`, and managed network plugins",
            "it has no drivers of its own; clients look for `json-file`"),
    INFO(
            "`/info`: `ID`, `DockerRootDir`, `ServerVersion`, `NFd`, `NGoroutines`, `SystemTime`;"
                    + " `Plugins`; `Driver`, `DriverStatus`, `RegistryConfig`, `Runtimes`,"
                    + " `DefaultRuntime`, `InitBinary`, `ContainerdCommit`, `RuncCommit`,"
                    + " `InitCommit`, `SecurityOptions`; `Warnings`",
            "its own; its drivers; how it runs containers; all that the kernel lacks",
            "its own (threads for goroutines); see above; nothing; what plugins' limits lack",
            "all other fields have the same values, in each version of the API",
            (docker, berth) ->
                    berth.withoutValues(RecordedReply.ENGINE_FIELDS)
                            .equals(docker.withoutValues(RecordedReply.ENGINE_FIELDS))),
    NEWER_INFO(
            "`/info`: what dockerd 20.10 does not have or has no more, beside what `info` names",
            "`CDISpecDirs`, `Containerd` and the like",
            "as dockerd 20.10: none; `KernelMemory`, `BridgeNfIptables`, `BridgeNfIp6tables`",
            "they are about containers; clients do without",
            (docker, berth) ->
                    berth.without(RecordedReply.CHANGED_FIELDS)
                            .withoutValues(RecordedReply.ENGINE_FIELDS)
                            .equals(
                                    docker.without(RecordedReply.CHANGED_FIELDS)
                                            .withoutValues(RecordedReply.ENGINE_FIELDS))),
    NEWER_WORDS(
            "a name in capitals, a filter that is wrong",
            "its words of 2021",
            "its words of today",
            "as in today's moby"),
    OLDER_API(
            "the oldest version of the API",
            "1.24",
            "1.12",
            "what plugins need has not changed since; dockerd 20.10 serves it too"),
    BOTH_STATES(
            "filters by `enabled` that say both, or nothing",
            "400",
            "an empty list, as of dockerd 20.10",
            "nothing is both; it is no mistake to ask"),
    EMPTY_BODY(
            "an empty body of `pull` or `set`",
            "500 or 400",
            "taken for `null`",
            "as in today's moby; nothing is set by it, and nothing granted"),
    NO_ROOTFS(
            "an archive without a root filesystem",
            "taken, or said to have no config",
            "400, as of dockerd 20.10",
            "a plugin without a program cannot be started"),
    PLUGINS_ONLY(
            "containers, images, networks, volumes, …",
            "served",
            "their lists are empty; all else is 404 with a message",
            "an engine for plugins only; plugins ask for the lists when they start");

    private final String where;
    private final String docker;
    private final String berth;
    private final String why;
    private final Optional<BiPredicate<RecordedReply, RecordedReply>> rule;
    private final Optional<OwnField> field;

    KnownDifference(String where, String docker, String berth, String why) {
        this(where, docker, berth, why, null, null);
    }

    KnownDifference(String where, String docker, String berth, String why, OwnField field) {
        this(where, docker, berth, why, null, field);
    }

    KnownDifference(
            String where,
            String docker,
            String berth,
            String why,
            BiPredicate<RecordedReply, RecordedReply> rule) {
        this(where, docker, berth, why, rule, null);
    }

    KnownDifference(
            String where,
            String docker,
            String berth,
            String why,
            BiPredicate<RecordedReply, RecordedReply> rule,
            OwnField field) {
        this.where = where;
        this.docker = docker;
        this.berth = berth;
        this.why = why;
        this.rule = Optional.ofNullable(rule);
        this.field = Optional.ofNullable(field);
    }

    static KnownDifference named(String id) {
        return Arrays.stream(values())
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no reason " + id));
    }

    /** Returns its name in scripts and tables, {@code says-more}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what tells such a difference; without it a row has to say exactly what differs. */
    Optional<BiPredicate<RecordedReply, RecordedReply>> rule() {
        return rule;
    }

    /** Returns the field that it is about, if it is about one. */
    Optional<OwnField> field() {
        return field;
    }

    /** Returns its row in the document, where it says beside which releases of dockerd it is. */
    String documented(Releases releases) {
        return "| %s%s | %s | %s | %s | %s |"
                .formatted(id(), releases.note(), where, docker, berth, why);
    }
}
