package dev.berth.engine.itest;

import dev.berth.engine.itest.OwnField.Owner;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The difference that a row is expected to show: its reason, and the exact lines.
 *
 * @param reasons all of them; of those that are not about a JSON field one at most
 * @param pins what is in one engine's answer only; by {@code docker} or {@code berth}, or with the
 *     client's version, {@code docker 20}. A reason that has a rule of its own needs none
 */
record ExpectedDifference(List<KnownDifference> reasons, Map<String, String> pins) {

    /**
     * Returns whether the answers differ just so.
     *
     * @param client the version of the docker command, {@code 28}
     */
    boolean holds(RecordedReply docker, RecordedReply berth, String client) {
        RecordedReply ofDocker = docker;
        RecordedReply ofBerth = berth;
        for (OwnField field : reasons.stream().flatMap(r -> r.field().stream()).toList()) {
            RecordedReply before = field.owner() == Owner.DOCKER ? ofDocker : ofBerth;
            ofDocker = field.without(Owner.DOCKER, ofDocker);
            ofBerth = field.without(Owner.BERTH, ofBerth);
            if (before.equals(field.owner() == Owner.DOCKER ? ofDocker : ofBerth)) {
                return false;
            }
        }
        List<KnownDifference> others = reasons.stream().filter(r -> r.field().isEmpty()).toList();
        return others.isEmpty()
                ? ofDocker.equals(ofBerth)
                : others.size() == 1 && holds(others.get(0), ofDocker, ofBerth, client);
    }

    private boolean holds(
            KnownDifference reason, RecordedReply docker, RecordedReply berth, String client) {
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

    /** Returns the names of the reasons. */
    String ids() {
        return reasons.stream().map(KnownDifference::id).collect(Collectors.joining(", "));
    }
}
