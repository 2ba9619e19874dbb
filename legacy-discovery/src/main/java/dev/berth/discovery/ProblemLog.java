package dev.berth.discovery;

import dev.berth.discovery.lookup.FileProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.log.Logger;

/** Logs each problem once for as long as it lasts: again only if a scan in between was without. */
final class ProblemLog {
    private final Logger log;
    private Set<FileProblem> reported = Set.of();

    ProblemLog(Logger log) {
        this.log = log;
    }

    void report(List<FileProblem> problems) {
        for (FileProblem problem : problems) {
            if (reported.contains(problem)) {
                continue;
            }
            if (problem.settled()) {
                log.warn(problem.text());
            } else {
                log.info(problem.text());
            }
        }
        reported = new HashSet<>(problems);
    }
}
