package dev.berth.engine.itest;

/** The replies of both engines to one row, compared. */
record RowResult(Row row, String client, RecordedReply docker, RecordedReply berth) {

    private boolean equal() {
        return docker.equals(berth);
    }

    /** A reason for a difference that is none, or another one, is wrong as well. */
    boolean isRight() {
        return row.explanation()
                .map(e -> !equal() && e.holds(docker, berth, client))
                .orElse(equal());
    }

    /** Returns one word for the table. */
    String verdict() {
        String reason = row.explanation().map(ExpectedDifference::ids).orElse("");
        if (isRight()) {
            return equal() ? "equal" : reason;
        }
        return equal() ? "NO LONGER " + reason : "DIFFERENT " + reason;
    }

    /** Returns the row as it would stand in the script. */
    String difference() {
        return "%s%n    because %s%n      docker: %s%n      berth: %s"
                .formatted(row.text(), verdict(), docker.without(berth), berth.without(docker));
    }
}
