package dev.berth.discovery;

import dev.berth.discovery.lookup.Complaint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.log.Logger;

/** Logs what is wrong once, and again only if it was right in between. */
final class Complaints {
    private final Logger log;
    private Set<Complaint> told = Set.of();

    Complaints(Logger log) {
        this.log = log;
    }

    void tell(List<Complaint> complaints) {
        for (Complaint complaint : complaints) {
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
