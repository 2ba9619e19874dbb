package dev.berth.engine.itest.bench;

import dev.berth.engine.itest.TestEnvironment;
import java.io.IOException;

/**
 * The memory of both engines' own processes at one moment, in bytes.
 *
 * @param moment when it was read
 */
record ResidentMemory(String moment, long berth, long dockerd) {

    static ResidentMemory now(String moment, TestEnvironment machines) throws IOException {
        return new ResidentMemory(moment, machines.berthMemory(), machines.dockerdMemory());
    }

    double ratio() {
        return (double) berth / dockerd;
    }
}
