package dev.berth.engine.itest.bench;

import java.util.List;
import java.util.Map;

/**
 * What was measured beside one dockerd.
 *
 * @param suite of Debian that it is of, or {@code this system}
 * @param dockerd its version
 * @param load of the machine before
 * @param processor that Berth's starts took
 * @param floors by the names of the rows
 */
record PeerResult(
        String suite,
        String dockerd,
        String load,
        List<PairedTimes.Row> rows,
        Map<String, Floor> floors,
        List<ResidentMemory> memory,
        List<ProcessorTime> processor,
        List<Growth> growth) {}
