package dev.berth.engine.itest;

import java.util.Optional;

/** The replies of both engines to one row, compared. */
record RowResult(Row row, Peer peer, RecordedReply docker, RecordedReply berth) {

    private Optional<ExpectedDifference> explanation() {
        return row.explanation().beside(peer);
    }

    private boolean equal() {
        return docker.equals(berth);
    }

    /** A reason for a difference that is none, or another one, is wrong as well. */
    boolean isRight() {
        return explanation().map(e -> !equal() && e.holds(docker, berth)).orElse(equal());
    }

    /** Returns one word for the table. */
    String verdict() {
        String reason = explanation().map(ExpectedDifference::ids).orElse("");
        if (isRight()) {
            return equal() ? "equal" : reason;
        }
        return equal() ? "NO LONGER " + reason : "DIFFERENT " + reason;
    }

    /** Returns the row as it would stand in the script. */
    String difference() {
        return "%s (%s)%n    because %s%n      docker: %s%n      berth: %s"
                .formatted(
                        row.text(), peer, verdict(), docker.without(berth), berth.without(docker));
    }
}
