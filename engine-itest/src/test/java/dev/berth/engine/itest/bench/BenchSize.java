package dev.berth.engine.itest.bench;

/**
 * How much is measured: as a test one round with little, more by {@code -Dberth.bench.*}.
 *
 * @param rounds how often each kind of work is timed
 * @param megabytes of the large plugin, or 0 if there is none
 * @param atOnce plugins that are enabled at the same time
 * @param restarted plugins that are enabled when an engine is stopped, killed and started
 * @param floors how often each floor is timed
 * @param callMillis how long calls of a plugin are made and counted; 0: they are not
 */
record BenchSize(int rounds, int megabytes, int atOnce, int restarted, int floors, int callMillis) {
    private static final int MOST_FLOORS = 3;

    static BenchSize ofProperties() {
        int rounds = Integer.getInteger("berth.bench.rounds", 1);
        return new BenchSize(
                rounds,
                Integer.getInteger("berth.bench.megabytes", 0),
                Integer.getInteger("berth.bench.plugins", 2),
                Integer.getInteger("berth.bench.restarted", 2),
                Math.min(rounds, MOST_FLOORS),
                Integer.getInteger(
                        "berth.bench.calls", Boolean.getBoolean("berth.long") ? 100 : 0));
    }
}
