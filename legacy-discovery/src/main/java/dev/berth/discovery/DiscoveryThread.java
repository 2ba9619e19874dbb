package dev.berth.discovery;

import dev.berth.discovery.announce.EndpointPublisher;
import dev.berth.shared.thread.DaemonThreads;
import java.nio.file.ClosedWatchServiceException;
import org.osgi.service.log.Logger;

/** The one thread of discovery: waits for a change, looks, tells. */
final class DiscoveryThread {
    private final Scanner survey;
    private final EndpointPublisher announcements;
    private final ProblemLog complaints;
    private final Logger log;
    private final Thread thread = DaemonThreads.create("berth-discovery", this::run);

    DiscoveryThread(
            Scanner survey, EndpointPublisher announcements, ProblemLog complaints, Logger log) {
        this.survey = survey;
        this.announcements = announcements;
        this.complaints = complaints;
        this.log = log;
    }

    void start() {
        look();
        thread.start();
    }

    void stop() throws InterruptedException {
        survey.close();
        thread.join();
    }

    private void run() {
        try {
            while (true) {
                survey.awaitChange();
                lookAgain();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            log.debug("legacy plugins are watched no more");
        }
    }

    private void look() {
        Scanner.ScanResult sight = survey.look();
        complaints.tell(sight.complaints());
        announcements.tell(sight.found());
    }

    /** One look that goes wrong must not end all watching. */
    private void lookAgain() {
        try {
            look();
        } catch (ClosedWatchServiceException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a look at the legacy plugins' folders went wrong", e);
        }
    }
}
