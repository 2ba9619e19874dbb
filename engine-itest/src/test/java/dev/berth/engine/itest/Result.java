package dev.berth.engine.itest;

import java.util.ArrayList;
import java.util.List;

/** How the two answers to one row compare. */
record Result(Row row, Answer docker, Answer berth) {

    static Result of(Row row, Answer docker, Answer berth) {
        return new Result(row, docker, berth);
    }

    private boolean equal() {
        return docker.equals(berth);
    }

    private boolean longer() {
        return !equal() && berth.includes(docker);
    }

    /** A reason for a difference that is none is wrong as well. */
    boolean isRight() {
        return row.why().isPresent() ? !equal() : equal() || longer();
    }

    private String verdict() {
        if (equal()) {
            return row.why().isPresent() ? "NO LONGER DIFFERENT" : "equal";
        }
        if (row.why().isPresent()) {
            return "meant: " + row.why().get();
        }
        return longer() ? "equal, and says more" : "DIFFERENT";
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of("%-90s %s".formatted(row, verdict())));
        if (!equal()) {
            lines.add("    docker: " + only(docker, berth));
            lines.add("    berth:  " + only(berth, docker));
        }
        return String.join("\n", lines);
    }

    /** Of long answers only what the other has not. */
    private static String only(Answer one, Answer other) {
        List<String> lines = new ArrayList<>(one.lines());
        if (lines.size() > 3) {
            lines.removeAll(other.lines());
        }
        return new Answer(one.code(), lines).toString();
    }
}
