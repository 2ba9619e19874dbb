package dev.berth.engine.itest.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much is measured: as a test one round with little, a bit more of it in the long form, and
 * what {@code -Dberth.bench.*} say.
 *
 * @param rounds how often each kind of work is timed
 * @param megabytes of the large plugin, or 0 if there is none
 * @param files of the plugin with many, or 0 if there is none
 * @param layered megabytes of the plugin of several layers, or 0 if there is none
 * @param atOnce numbers of plugins that are enabled at the same time
 * @param counts of enabled plugins at which growth is measured
 * @param sizes of plugins at which growth is measured, in megabytes
 * @param restarted plugins that are enabled when an engine is stopped, killed and started
 * @param callMillis how long calls of a plugin are made and counted; 0: they are not
 */
record BenchSize(
        int rounds,
        int megabytes,
        int files,
        int layered,
        List<Integer> atOnce,
        List<Integer> counts,
        List<Integer> sizes,
        int restarted,
        int callMillis) {
    private static final int FEW = 3;
    private static final int WARM = 20;

    static BenchSize ofProperties() {
        boolean longer = Boolean.getBoolean("berth.long");
        return new BenchSize(
                Integer.getInteger("berth.bench.rounds", 1),
                Integer.getInteger("berth.bench.megabytes", 0),
                Integer.getInteger("berth.bench.files", 0),
                Integer.getInteger("berth.bench.layered", longer ? 8 : 0),
                list("berth.bench.plugins", "2"),
                list("berth.bench.counts", longer ? "1" : ""),
                list("berth.bench.sizes", "1"),
                Integer.getInteger("berth.bench.restarted", 2),
                Integer.getInteger("berth.bench.calls", longer ? 100 : 0));
    }

    private static List<Integer> list(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** Returns how often each point of a growth is timed. */
    int growthRounds() {
        return Math.min(rounds, FEW);
    }

    /** Returns how often both engines are killed: in a short run not at all. */
    int kills() {
        return rounds > 1 || Boolean.getBoolean("berth.long") ? Math.min(rounds, FEW) : 0;
    }

    /** Returns how many rounds of a small plugin are measured when they are warm, after as many. */
    int warm() {
        return rounds > 1 ? WARM : 1;
    }

    /** Returns how often each floor is timed. */
    int floors() {
        return Math.min(rounds, FEW);
    }
}
