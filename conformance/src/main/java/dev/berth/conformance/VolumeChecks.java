package dev.berth.conformance;

import static dev.berth.conformance.AtOnce.TIMES;
import static dev.berth.conformance.ProtocolCalls.first;
import static dev.berth.conformance.VolumeCalls.name;
import static dev.berth.conformance.VolumeCalls.place;
import static dev.berth.conformance.VolumeCalls.use;

import dev.berth.driver.JsonObject;
import java.util.List;

/**
 * Checks of {@code docker.volumedriver/1.0}, as <a
 * href="https://docs.docker.com/engine/extend/plugins_volume/">Docker describes it</a> and its
 * engine uses it. Makes volumes whose names begin with {@code verify-}, and removes them.
 */
final class VolumeChecks {
    private static final String VOLUME = "verify-one";

    private final Verification verification;
    private final VerifiedPlugin plugin;
    private final ProtocolCalls calls;
    private final VolumeCalls volumes;
    private final CheckReport report;

    VolumeChecks(Verification verification) {
        this.verification = verification;
        this.plugin = verification.plugin();
        this.calls = verification.calls("VolumeDriver");
        this.volumes = new VolumeCalls(calls);
        this.report = verification.report();
    }

    void run() {
        capabilities();
        absence();
        beginning();
        uses();
        end();
        errors();
        names();
        concurrency();
        verification.restart().ifPresent(this::restart);
    }

    private void capabilities() {
        report.demand(
                "VolumeDriver.Capabilities answers {\"Capabilities\": {\"Scope\": \"local\" or"
                        + " \"global\"}}, or is not there",
                () -> {
                    PluginAnswer answer = plugin.call("VolumeDriver.Capabilities", "{}");
                    String scope =
                            answer.object()
                                    .object("Capabilities")
                                    .map(able -> able.textOrEmpty("Scope"))
                                    .orElse("");
                    return answer.status() == 404 || scope.matches("local|global")
                            ? ""
                            : "it answers " + answer;
                });
    }

    private void absence() {
        for (String method : List.of("Get", "Path", "Mount", "Remove")) {
            report.demand(
                    "VolumeDriver.%s of a volume that there is not answers with an Err"
                            .formatted(method),
                    () -> volumes.refused(method, use("verify-none", "1")));
        }
        report.demand(
                "VolumeDriver.List answers {\"Volumes\": [...]}, to {} and to an empty body",
                () -> {
                    for (String body : List.of("{}", "")) {
                        PluginAnswer answer = plugin.call("VolumeDriver.List", body);
                        if (answer.error("Err").isPresent() || answer.json().isEmpty()) {
                            return "it answers " + answer;
                        }
                        answer.object().objects("Volumes");
                    }
                    return "";
                });
    }

    private void beginning() {
        report.demand(
                "VolumeDriver.Create makes a volume, with Opts null",
                () -> volumes.done("Create", name(VOLUME).with("Opts", null)));
        report.advise(
                "VolumeDriver.Create of a volume that is there leaves it as it is",
                () -> volumes.done("Create", name(VOLUME)));
        report.demand("VolumeDriver.Get tells it by its Name", () -> volumes.got(VOLUME));
        report.demand("VolumeDriver.List has it", () -> volumes.listed(VOLUME, true));
    }

    private void uses() {
        report.demand(
                "VolumeDriver.Mount answers an absolute Mountpoint",
                () -> volumes.mounted("Mount", use(VOLUME, "1")));
        report.demand(
                "VolumeDriver.Mount for a second ID answers the same Mountpoint",
                () -> {
                    String first = place(volumes.call("Path", name(VOLUME)));
                    String second = place(volumes.call("Mount", use(VOLUME, "2")));
                    return first.equals(second) ? "" : "%s, and %s".formatted(first, second);
                });
        report.demand(
                "VolumeDriver.Unmount of one ID leaves the volume mounted for the other",
                () -> {
                    String failed = volumes.done("Unmount", use(VOLUME, "1"));
                    return failed.isEmpty() ? volumes.mounted("Path", name(VOLUME)) : failed;
                });
        report.advise(
                "VolumeDriver.Remove of a volume in use answers with an Err",
                () ->
                        volumes.call("Remove", name(VOLUME)).error("Err").isPresent()
                                ? ""
                                : "it removes the volume");
        report.demand(
                "VolumeDriver.Unmount of the last ID succeeds",
                () -> {
                    volumes.call("Create", name(VOLUME));
                    return volumes.done("Unmount", use(VOLUME, "2"));
                });
    }

    private void end() {
        report.demand(
                "VolumeDriver.Remove removes it: List and Get know it no more",
                () -> {
                    String failed = volumes.done("Remove", name(VOLUME));
                    if (!failed.isEmpty()) {
                        return failed;
                    }
                    PluginAnswer got = volumes.call("Get", name(VOLUME));
                    return got.error("Err").isPresent()
                            ? volumes.listed(VOLUME, false)
                            : "Get answers " + got;
                });
    }

    private void errors() {
        ErrorChecks errors = new ErrorChecks(report, calls);
        errors.unknownMethod();
        errors.malformedRequest("Create", () -> volumes.done("List", JsonObject.empty()));
        errors.form("Get", name("verify-none"));
    }

    private void names() {
        List<String> odd =
                List.of(
                        "verify-" + "n".repeat(240),
                        "verify-\u00e4\u4e2d\ud83d\ude00",
                        "verify with \"quotes\" and \\",
                        "verify-a/../../b",
                        "../verify-up");
        for (String name : odd) {
            report.demand(
                    "the name %s is refused, or kept as it is"
                            .formatted(name.length() > 60 ? "of 247 letters" : name),
                    () -> {
                        PluginAnswer made = volumes.call("Create", name(name));
                        if (made.error("Err").isPresent()) {
                            return "";
                        }
                        String problem = volumes.got(name);
                        volumes.call("Remove", name(name));
                        return problem;
                    });
        }
        report.demand("an empty name is refused", () -> volumes.refused("Create", name("")));
    }

    private void concurrency() {
        report.demand(
                "%d volumes are made, mounted, unmounted and removed at once".formatted(TIMES),
                () ->
                        AtOnce.run(
                                number -> {
                                    String name = "verify-at-once-" + number;
                                    return first(
                                            volumes.done("Create", name(name)),
                                            volumes.mounted("Mount", use(name, "1")),
                                            volumes.done("Unmount", use(name, "1")),
                                            volumes.done("Remove", name(name)));
                                }));
        report.demand(
                "one volume is mounted and unmounted by %d at once".formatted(TIMES),
                () -> {
                    volumes.call("Create", name(VOLUME));
                    String problem =
                            AtOnce.run(
                                    number ->
                                            first(
                                                    volumes.mounted(
                                                            "Mount", use(VOLUME, "u" + number)),
                                                    volumes.done(
                                                            "Unmount", use(VOLUME, "u" + number))));
                    return first(problem, volumes.done("Remove", name(VOLUME)));
                });
    }

    private void restart(CheckReport.Check restarting) {
        report.advise(
                "a volume outlives a restart of the plugin, in the middle of its use",
                () -> {
                    volumes.call("Create", name(VOLUME));
                    volumes.call("Mount", use(VOLUME, "1"));
                    String failed = restarting.run();
                    return failed.isEmpty()
                            ? first(
                                    volumes.got(VOLUME),
                                    volumes.mounted("Mount", use(VOLUME, "2")),
                                    volumes.done("Unmount", use(VOLUME, "2")))
                            : failed;
                });
        report.advise(
                "and can be removed after it",
                () -> {
                    volumes.call("Unmount", use(VOLUME, "1"));
                    return volumes.done("Remove", name(VOLUME));
                });
    }
}
