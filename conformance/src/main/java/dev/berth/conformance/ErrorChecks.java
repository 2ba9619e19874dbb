package dev.berth.conformance;

import dev.berth.driver.JsonObject;

/** Checks of what all protocols have in common: how errors are answered. */
record ErrorChecks(CheckReport report, ProtocolCalls calls) {
    private static final int NOT_FOUND = 404;

    /** Checks that a method is missed in HTTP's words: so Docker finds out what a plugin knows. */
    void unknownMethod() {
        report.demand(
                "%s.NoSuchMethod, which there is not, is a 404".formatted(calls.prefix()),
                () -> {
                    PluginAnswer answer = calls.call("NoSuchMethod", JsonObject.empty());
                    return answer.status() == NOT_FOUND ? "" : "it answers " + answer;
                });
    }

    /**
     * Checks a request that cannot be read.
     *
     * @param method that needs its request
     * @param next a call that can always be made
     */
    void malformedRequest(String method, CheckReport.Check next) {
        report.demand(
                "%s.%s of a body that is no JSON is answered with an error, and the next call as ever"
                        .formatted(calls.prefix(), method),
                () -> {
                    String name = calls.prefix() + "." + method;
                    PluginAnswer answer = calls.plugin().call(name, "{\"Name\":");
                    return calls.isError(answer) ? next.run() : "it answers " + answer;
                });
    }

    /** Checks the form of the error that a request is answered with. */
    void form(String method, JsonObject failing) {
        report.advise(
                "an error of %s.%s is JSON with the member %s"
                        .formatted(calls.prefix(), method, calls.errorMember()),
                () -> {
                    PluginAnswer answer = calls.call(method, failing);
                    return answer.object().has(calls.errorMember()) ? "" : "it answers " + answer;
                });
    }
}
