package dev.berth.engine.itest;

import dev.berth.engine.itest.OwnField.Owner;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The difference that a row is expected to show: its reason, and the exact lines.
 *
 * @param reasons all of them; of those that are not about a JSON field one at most
 * @param onlyDocker what is in Docker's reply only. A reason that has a rule of its own needs none
 * @param onlyBerth what is in Berth's only
 */
record ExpectedDifference(List<KnownDifference> reasons, String onlyDocker, String onlyBerth) {

    /** Returns whether the answers differ just so. */
    boolean holds(RecordedReply docker, RecordedReply berth) {
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
                : others.size() == 1 && holds(others.get(0), ofDocker, ofBerth);
    }

    private boolean holds(KnownDifference reason, RecordedReply docker, RecordedReply berth) {
        if (reason.rule().isPresent()) {
            return reason.rule().get().test(docker, berth);
        }
        return docker.without(berth).equals(onlyDocker) && berth.without(docker).equals(onlyBerth);
    }

    /** Returns the names of the reasons. */
    String ids() {
        return reasons.stream().map(KnownDifference::id).collect(Collectors.joining(", "));
    }
}
