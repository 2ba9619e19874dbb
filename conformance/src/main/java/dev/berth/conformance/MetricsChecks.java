package dev.berth.conformance;

import static dev.berth.conformance.ProtocolCalls.first;

import dev.berth.driver.JsonObject;

/**
 * Checks of {@code docker.metricscollector/1.0}, as <a
 * href="https://docs.docker.com/engine/extend/plugins_metrics/">Docker describes it</a>. The
 * engine's metrics have to be at the plugin's {@code /run/docker/metrics.sock}. Leaves a collector
 * started, as its engine has it.
 */
final class MetricsChecks {
    private static final String START = "StartMetrics";
    private static final String STOP = "StopMetrics";
    private static final JsonObject NOTHING = JsonObject.empty();

    private final Verification verification;
    private final ProtocolCalls calls;
    private final CheckReport report;

    MetricsChecks(Verification verification) {
        this.verification = verification;
        this.calls = verification.calls("MetricsCollector");
        this.report = verification.report();
    }

    void run() {
        for (String method : new String[] {START, STOP}) {
            report.demand(
                    "MetricsCollector.%s answers {} or {\"Err\": \"\"}".formatted(method),
                    () ->
                            calls.done(
                                    method,
                                    NOTHING,
                                    answer -> answer.json().isPresent() ? "" : "that is no JSON"));
        }
        report.demand(
                "MetricsCollector.StartMetrics takes an empty body, as Docker sends it",
                () -> {
                    PluginAnswer answer = calls.plugin().call("MetricsCollector." + START, "");
                    return calls.isError(answer) ? "it answers " + answer : "";
                });
        report.advise(
                "MetricsCollector.StartMetrics of a collector that is started leaves it so: an"
                        + " engine that was restarted calls it again",
                () -> first(calls.done(START, NOTHING), calls.done(START, NOTHING)));
        report.advise(
                "MetricsCollector.StopMetrics of a collector that is stopped leaves it so",
                () -> first(calls.done(STOP, NOTHING), calls.done(STOP, NOTHING)));
        new ErrorChecks(report, calls).unknownMethod();
        report.demand(
                "%d calls of StartMetrics at once are answered".formatted(AtOnce.TIMES),
                () -> AtOnce.run(number -> calls.answered(START, NOTHING)));
        report.demand(
                "MetricsCollector.StartMetrics after StopMetrics starts it again",
                () -> first(calls.done(STOP, NOTHING), calls.done(START, NOTHING)));
        verification
                .restart()
                .ifPresent(
                        restarting ->
                                report.demand(
                                        "MetricsCollector.StartMetrics starts it after a restart of"
                                                + " the plugin",
                                        () -> first(restarting.run(), calls.done(START, NOTHING))));
    }
}
