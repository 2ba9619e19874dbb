package dev.berth.engine.itest;

import java.util.Map;

/**
 * The difference that a row is expected to show: its reason, and the exact lines.
 *
 * @param pins what is in one engine's answer only; by {@code docker} or {@code berth}, or with the
 *     client's version, {@code docker 20}. A reason that has a rule of its own needs none
 */
record ExpectedDifference(KnownDifference reason, Map<String, String> pins) {

    /**
     * Returns whether the answers differ just so.
     *
     * @param client the version of the docker command, {@code 28}
     */
    boolean holds(RecordedReply docker, RecordedReply berth, String client) {
        if (reason.rule().isPresent()) {
            return reason.rule().get().test(docker, berth);
        }
        return docker.without(berth).equals(pin("docker", client))
                && berth.without(docker).equals(pin("berth", client));
    }

    private String pin(String engine, String client) {
        String each = pins.getOrDefault(engine, "nothing is said of " + engine);
        return pins.getOrDefault(engine + " " + client, each);
    }
}
