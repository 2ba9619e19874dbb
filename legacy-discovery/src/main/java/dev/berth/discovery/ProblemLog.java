package dev.berth.discovery;

import dev.berth.discovery.lookup.FileProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.log.Logger;

/** Logs what is wrong once, and again only if it was right in between. */
final class ProblemLog {
    private final Logger log;
    private Set<FileProblem> told = Set.of();

    ProblemLog(Logger log) {
        this.log = log;
    }

    void tell(List<FileProblem> complaints) {
        for (FileProblem complaint : complaints) {
            if (told.contains(complaint)) {
                continue;
            }
            if (complaint.settled()) {
                log.warn(complaint.text());
            } else {
                log.info(complaint.text());
            }
        }
        told = new HashSet<>(complaints);
    }
}
