package dev.berth.engine.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a run: all rows with their verdicts. */
final class ComparisonTable {
    private final Map<Peer, List<RowResult>> byPeer = new LinkedHashMap<>();

    void add(RowResult result) {
        byPeer.computeIfAbsent(result.peer(), p -> new ArrayList<>()).add(result);
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        byPeer.forEach(
                (peer, results) -> {
                    lines.add("== %s: %s".formatted(peer, counts(results)));
                    results.forEach(
                            r -> lines.add("%-24s %s".formatted(r.verdict(), r.row().text())));
                    lines.add("== the answers");
                    results.forEach(
                            r ->
                                    lines.add(
                                            r.row().text()
                                                    + "\n    "
                                                    + r.docker()
                                                    + "\n    "
                                                    + r.berth()));
                });
        Files.write(file, lines);
        lines.stream().filter(l -> l.startsWith("==")).forEach(System.out::println);
    }

    private static String counts(List<RowResult> results) {
        long right = results.stream().filter(RowResult::isRight).count();
        long equal = results.stream().filter(r -> r.verdict().equals("equal")).count();
        return "%d rows, %d equal, %d explained, %d wrong"
                .formatted(results.size(), equal, right - equal, results.size() - right);
    }
}
