package dev.berth.engine.itest.bench;

/**
 * The memory of both engines' own processes at one moment, in bytes.
 *
 * @param moment when it was read
 */
record ResidentMemory(String moment, long berth, long dockerd) {
    double ratio() {
        return (double) berth / dockerd;
    }
}
