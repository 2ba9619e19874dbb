package dev.berth.engine.itest;

import java.util.regex.Pattern;

/** A JSON field that only one of the two engines shows. */
record OwnField(Owner owner, Pattern line) {
    /** Which engine shows it. */
    enum Owner {
        DOCKER,
        BERTH
    }

    static OwnField ofDocker(String name) {
        return new OwnField(Owner.DOCKER, Pattern.compile("^\\S*\\." + name + "[. ]"));
    }

    static OwnField ofBerth(String name) {
        return new OwnField(Owner.BERTH, Pattern.compile("^\\S*\\." + name + "[. ]"));
    }

    /** Returns an engine's answer without the field, if it is that engine's. */
    RecordedReply without(Owner engine, RecordedReply answer) {
        return engine == owner ? answer.without(line) : answer;
    }
}
